package io.ringfence.certifier;

import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.engine.Smoother;
import io.ringfence.rights.Right;
import io.ringfence.stream.pool.NoiseRule;
import io.ringfence.stream.pool.PoolFacts;
import io.ringfence.stream.pool.PoolListener;
import io.ringfence.stream.pool.PoolModel;
import io.ringfence.stream.pool.PoolSettings;
import io.ringfence.stream.pool.PoolSmoother;
import io.ringfence.stream.pool.PoolTopicCheck;
import io.ringfence.stream.pool.PoolTopics;
import java.time.InstantSource;
import java.util.List;

/** The way to the smoother pool, as configured. */
final class PoolConnection {

  private PoolConnection() {}

  static PoolTopics topics(CertifierConfiguration.Topics names) {
    return new PoolTopics(names.smoothingTasks(), names.smoothingResults());
  }

  /**
   * Looks at the topics.
   *
   * @param create whether missing topics may be made
   * @param rights that must be there, too
   * @throws io.ringfence.stream.StreamException if there is no broker, or topics or rights are
   *     missing
   */
  static PoolFacts check(CertifierConfiguration configuration, boolean create, List<Right> rights) {
    CertifierConfiguration.Topics names = configuration.topics();
    return PoolTopicCheck.run(
        Deployment.clients(configuration),
        topics(names),
        names.partitions(),
        names.replication(),
        configuration.smoothing().pool().recordBytes(),
        create,
        rights);
  }

  /**
   * Checks the topics and opens it.
   *
   * @param local smooths what the pool does not
   * @throws io.ringfence.stream.StreamException if there is no broker, or topics or rights are
   *     missing
   */
  static PoolSmoother open(Deployment deployment, Smoother local, PoolListener listener) {
    CertifierConfiguration configuration = deployment.configuration();
    CertifierConfiguration.Pool pool = configuration.smoothing().pool();
    PoolTopics topics = topics(configuration.topics());
    PoolFacts facts =
        check(configuration, configuration.topics().create(), deployment.poolRights());
    PoolSettings settings =
        new PoolSettings(
            deployment.stream().clients(),
            topics,
            configuration.instanceId(),
            switch (pool.noise()) {
              case KEYED -> NoiseRule.KEYED;
              case ANY -> NoiseRule.ANY;
            },
            pool.patience(),
            pool.part(),
            pool.workers(),
            pool.partsInFlight());
    PoolModel model =
        new PoolModel(deployment.bundle().fingerprint(), deployment.bundle().model().classes());
    return PoolSmoother.open(settings, facts, model, local, listener, InstantSource.system());
  }
}
