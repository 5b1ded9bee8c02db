package io.ringfence.smoother;

import io.ringfence.smoother.configuration.SmootherConfiguration;
import io.ringfence.smoothing.Smoother;
import io.ringfence.stream.BrokerWatch;
import io.ringfence.stream.LoopState;
import io.ringfence.stream.pool.PoolFacts;
import io.ringfence.stream.pool.PoolTopicCheck;
import io.ringfence.stream.pool.SmoothingWorkerLoop;
import io.ringfence.stream.pool.WorkerListener;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Owns the worker's thread and its smoothers, from the check of the topics to a stop that gives
 * back what is under way.
 */
final class WorkerVerticle extends VerticleBase {

  private final Deployment deployment;
  private final WorkerListener listener;
  private final CompletableFuture<LoopState> done = new CompletableFuture<>();
  private volatile @Nullable SmoothingWorkerLoop loop;
  private volatile @Nullable BrokerWatch watch;

  WorkerVerticle(Deployment deployment, WorkerListener listener) {
    this.deployment = deployment;
    this.listener = listener;
  }

  @Override
  public Future<?> start() {
    return vertx.executeBlocking(
        () -> {
          SmootherConfiguration.Topics topics = deployment.configuration().topics();
          PoolFacts facts =
              PoolTopicCheck.run(
                  deployment.worker().clients(),
                  deployment.worker().topics(),
                  topics.partitions(),
                  topics.replication(),
                  topics.recordBytes(),
                  topics.create(),
                  deployment.worker().rights());
          watch = BrokerWatch.start(deployment.worker().clients());
          SmoothingWorkerLoop started =
              SmoothingWorkerLoop.start(
                  deployment.worker(),
                  facts,
                  deployment.models(),
                  listener,
                  InstantSource.system());
          loop = started;
          return started.done().thenAccept(done::complete).toCompletableFuture().isDone();
        });
  }

  @Override
  public Future<?> stop() {
    SmoothingWorkerLoop running = loop;
    if (running == null) {
      release();
      return Future.succeededFuture();
    }
    running.stop();
    return Future.fromCompletionStage(running.done()).onComplete(ended -> release());
  }

  /** For how long no broker has answered. Thread-safe. */
  Duration brokerSilence() {
    BrokerWatch watching = watch;
    return watching == null ? Duration.ZERO : watching.silence();
  }

  private void release() {
    BrokerWatch watching = watch;
    if (watching != null) {
      watching.close();
    }
    deployment.smoothers().forEach(Smoother::close);
  }

  LoopState state() {
    SmoothingWorkerLoop running = loop;
    return running == null ? new LoopState.Starting() : running.state();
  }

  /** Completes when the loop has ended, by request or by a failure. */
  CompletionStage<LoopState> done() {
    return done;
  }
}
