package io.ringfence.integration.committed;

import io.ringfence.engine.Smoother;
import io.ringfence.schemas.Encoding;
import io.ringfence.stream.CertifierEvent;
import io.ringfence.stream.CertifierLoop;
import io.ringfence.stream.ClientOptions;
import io.ringfence.stream.EpochRule;
import io.ringfence.stream.Failover;
import io.ringfence.stream.FlowLimits;
import io.ringfence.stream.LoopState;
import io.ringfence.stream.RecordFormats;
import io.ringfence.stream.SessionFactory;
import io.ringfence.stream.StreamSettings;
import io.ringfence.stream.TopicCheck;
import io.ringfence.stream.TopicDeclarations;
import io.ringfence.stream.TopicFacts;
import io.ringfence.stream.Topics;
import io.ringfence.stream.WorkSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A real certifier on a real broker, with topics and a group of its own. What its events tell paces
 * a test; what is true is read from the topics.
 */
public final class LiveCertifier implements AutoCloseable {

  /** Largest value of an update. */
  public static final int RECORD_BYTES = 20_000;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration EPOCH_QUIET = Duration.ofMillis(20);
  private static final Duration EPOCH_DELAY = Duration.ofMillis(200);
  private static final int WORKERS = 2;

  private final String name;
  private final ClientOptions clients;
  private final Encoding encoding;
  private final Smoother smoother;
  private final TopicFacts facts;
  private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
  private final Map<String, CertifierLoop> loops = new ConcurrentHashMap<>();
  private final Set<String> unsettled = ConcurrentHashMap.newKeySet();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong aborted = new AtomicLong();

  /**
   * @param name of the group and beginning of the names of its topics
   * @param batch most updates of one transaction
   */
  public LiveCertifier(
      String bootstrapServers,
      String name,
      int partitions,
      int batch,
      Encoding encoding,
      Smoother smoother) {
    this.name = name;
    this.clients =
        new ClientOptions(
            Map.of("bootstrap.servers", bootstrapServers),
            Map.of("max.poll.records", String.valueOf(batch)),
            Map.of(),
            Map.of());
    this.encoding = encoding;
    this.smoother = smoother;
    this.facts =
        TopicCheck.run(
            clients,
            new TopicDeclarations(topics(name), partitions, (short) 1, RECORD_BYTES),
            true);
  }

  private static Topics topics(String name) {
    return new Topics(
        name + ".updates", name + ".nodes", name + ".graphs", name + ".changelog", name + ".dlq");
  }

  public Topics topics() {
    return topics(name);
  }

  /** Name of the consumer group. */
  public String group() {
    return name;
  }

  /** Begins, or joins those that have begun. */
  public void start(String instance, SessionFactory sessions, Failover failover) {
    StreamSettings settings =
        new StreamSettings(
            clients,
            topics(),
            group(),
            instance,
            RecordFormats.of(encoding),
            RECORD_BYTES,
            EPOCH_QUIET,
            EPOCH_DELAY,
            EpochRule.DEFAULT,
            WorkSettings.DEFAULT,
            FlowLimits.DEFAULT,
            failover);
    loops.put(
        instance,
        CertifierLoop.start(
            settings, facts, sessions, smoother, workers, this::hear, InstantSource.system()));
  }

  private void hear(CertifierEvent event) {
    if (event instanceof CertifierEvent.Applied) {
      taken.incrementAndGet();
    } else if (event instanceof CertifierEvent.Rejected) {
      refused.incrementAndGet();
    } else if (event instanceof CertifierEvent.Aborted) {
      aborted.incrementAndGet();
    } else if (event instanceof CertifierEvent.GraphSpoken spoken) {
      if (spoken.certificate().settled()) {
        unsettled.remove(spoken.graphId());
      } else {
        unsettled.add(spoken.graphId());
      }
    }
  }

  /** Updates that became part of a graph, in committed transactions. */
  public long taken() {
    return taken.get();
  }

  /** Updates that became dead letters, in committed transactions. */
  public long refused() {
    return refused.get();
  }

  /** Transactions that failed. */
  public long aborted() {
    return aborted.get();
  }

  /** Whether so many updates are done. */
  public boolean hasDone(long updates) {
    requireNoneFailed();
    return taken.get() + refused.get() >= updates;
  }

  /** Whether so many updates are done and no node waits. */
  public boolean hasSettled(long updates) {
    return hasDone(updates) && unsettled.isEmpty();
  }

  private void requireNoneFailed() {
    for (CertifierLoop loop : loops.values()) {
      if (loop.state() instanceof LoopState.Failed failed) {
        throw new IllegalStateException("The certifier has stopped.", failed.cause());
      }
    }
  }

  /** Ends one instance and waits for it. */
  public void stop(String instance) {
    CertifierLoop loop = loops.remove(instance);
    if (loop == null) {
      return;
    }
    loop.stop();
    try {
      LoopState last =
          loop.done().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (last instanceof LoopState.Failed failed) {
        throw new IllegalStateException("The certifier has failed.", failed.cause());
      }
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The certifier has not ended: " + loop.state(), e);
    }
  }

  @Override
  public void close() {
    loops.keySet().forEach(this::stop);
    workers.shutdownNow();
  }
}
