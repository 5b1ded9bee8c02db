package io.ringfence.certifier;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringfence.smoothing.Smoother;
import io.ringfence.stream.BrokerWatch;
import io.ringfence.stream.CertifierListener;
import io.ringfence.stream.CertifierLoop;
import io.ringfence.stream.EpochAnswer;
import io.ringfence.stream.LoopState;
import io.ringfence.stream.TopicCheck;
import io.ringfence.stream.TopicFacts;
import io.ringfence.stream.TransactionObserver;
import io.ringfence.stream.pool.PoolListener;
import io.ringfence.stream.pool.PoolSmoother;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Owns the poll thread, the smoother and the workers of one certifier, from the check of the topics
 * to a stop that commits what is under way and leaves the group.
 */
final class CertifierVerticle extends VerticleBase {

  private final Deployment deployment;
  private final CertifierListener listener;
  private final TransactionObserver observer;
  private final Smoother smoother;
  private final PoolListener poolListener;
  private final MeterRegistry registry;
  private final ExecutorService workers;
  private final CompletableFuture<LoopState> done = new CompletableFuture<>();
  private volatile @Nullable CertifierLoop loop;
  private volatile @Nullable PoolSmoother pool;
  private volatile @Nullable BrokerWatch watch;

  CertifierVerticle(
      Deployment deployment,
      Smoother smoother,
      CertifierListener listener,
      PoolListener poolListener,
      TransactionObserver observer,
      MeterRegistry registry) {
    this.deployment = deployment;
    this.smoother = smoother;
    this.listener = listener;
    this.poolListener = poolListener.and(new PoolMeters(registry));
    this.registry = registry;
    this.observer = observer;
    this.workers =
        Executors.newFixedThreadPool(
            deployment.stream().work().threads(),
            task -> {
              Thread thread = new Thread(task, "ringfence-task");
              thread.setDaemon(true);
              thread.setPriority(Thread.MIN_PRIORITY); // heeded under ThreadPriorityPolicy=1
              return thread;
            });
  }

  @Override
  public Future<?> start() {
    return vertx.executeBlocking(
        () -> {
          TopicFacts facts =
              TopicCheck.run(
                  deployment.stream().clients(),
                  Deployment.declarations(deployment.configuration()),
                  deployment.configuration().topics().create(),
                  deployment.rights());
          if (deployment.configuration().smoothing().pool().enabled()) {
            pool = PoolConnection.open(deployment, smoother::smooth, poolListener);
          }
          watch = BrokerWatch.start(deployment.stream().clients());
          PoolSmoother asked = pool;
          CertifierLoop started =
              CertifierLoop.start(
                  SchemaRegistration.of(deployment),
                  facts,
                  deployment.sessions(),
                  new MeteredSmoother(asked == null ? smoother::smooth : asked, registry),
                  workers,
                  listener,
                  observer,
                  InstantSource.system());
          loop = started;
          return started.done().thenAccept(done::complete).toCompletableFuture().isDone();
        });
  }

  @Override
  public Future<?> stop() {
    CertifierLoop running = loop;
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
    workers.shutdownNow();
    BrokerWatch watching = watch;
    if (watching != null) {
      watching.close();
    }
    PoolSmoother asked = pool;
    if (asked != null) {
      asked.close();
    }
    smoother.close();
  }

  /** Asks for a new epoch of a graph. Thread-safe. */
  CompletionStage<EpochAnswer> requestEpoch(String graphId) {
    CertifierLoop running = loop;
    return running == null
        ? CompletableFuture.completedFuture(EpochAnswer.NOT_HERE)
        : running.requestEpoch(graphId);
  }

  LoopState state() {
    CertifierLoop running = loop;
    return running == null ? new LoopState.Starting() : running.state();
  }

  /** Completes when the loop has ended, by request or by a failure. */
  CompletionStage<LoopState> done() {
    return done;
  }
}
