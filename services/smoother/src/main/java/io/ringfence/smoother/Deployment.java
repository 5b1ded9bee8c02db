package io.ringfence.smoother;

import io.ringfence.smoother.configuration.SmootherConfiguration;
import io.ringfence.smoothing.DeviceChoice;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.smoothing.ParallelSmoother;
import io.ringfence.smoothing.Smoother;
import io.ringfence.stream.ClientOptions;
import io.ringfence.stream.pool.NoiseRule;
import io.ringfence.stream.pool.PoolTopics;
import io.ringfence.stream.pool.ServedModel;
import io.ringfence.stream.pool.WorkerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All parts of a worker that follow from the configuration, checked and loaded, nothing started.
 */
record Deployment(
    SmootherConfiguration configuration,
    WorkerSettings worker,
    List<ServedModel> models,
    List<Smoother> smoothers) {

  /**
   * @throws io.ringfence.smoothing.ModelException if a model cannot be used
   */
  static Deployment of(SmootherConfiguration configuration) {
    List<ServedModel> models = new ArrayList<>();
    List<Smoother> smoothers = new ArrayList<>();
    for (Path folder : configuration.models()) {
      ModelBundle bundle = ModelBundle.load(folder);
      Smoother smoother =
          device(configuration.smoothing())
              .smoother(bundle.model(), threads(configuration.smoothing()));
      smoothers.add(smoother);
      models.add(new ServedModel(bundle.fingerprint(), smoother::smooth));
    }
    // The Java kernel draws the same noise everywhere, a GPU its own.
    boolean keyed = smoothers.stream().allMatch(ParallelSmoother.class::isInstance);
    return new Deployment(
        configuration,
        worker(configuration, keyed ? NoiseRule.KEYED : NoiseRule.ANY),
        List.copyOf(models),
        List.copyOf(smoothers));
  }

  private static DeviceChoice device(SmootherConfiguration.Smoothing smoothing) {
    return switch (smoothing.device()) {
      case AUTO -> DeviceChoice.AUTO;
      case CPU -> DeviceChoice.CPU;
      case GPU -> DeviceChoice.GPU;
    };
  }

  private static int threads(SmootherConfiguration.Smoothing smoothing) {
    return smoothing.threads() > 0
        ? smoothing.threads()
        : Runtime.getRuntime().availableProcessors();
  }

  private static WorkerSettings worker(SmootherConfiguration configuration, NoiseRule noise) {
    return new WorkerSettings(
        new ClientOptions(
            configuration.kafka().common(),
            configuration.kafka().consumerOwn(),
            configuration.kafka().producerOwn(),
            configuration.kafka().adminOwn()),
        topics(configuration.topics()),
        configuration.group(),
        configuration.workerId(),
        noise,
        configuration.lock());
  }

  private static PoolTopics topics(SmootherConfiguration.Topics names) {
    return new PoolTopics(names.smoothingTasks(), names.smoothingResults());
  }
}
