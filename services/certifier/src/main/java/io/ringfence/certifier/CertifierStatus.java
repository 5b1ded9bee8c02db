package io.ringfence.certifier;

import io.ringfence.stream.CertifierEvent;
import io.ringfence.stream.CertifierListener;
import io.ringfence.stream.RestoreProgress;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts what a certifier does since it started. Thread-safe. */
public final class CertifierStatus implements CertifierListener {

  private static final long LONGEST_MILLIS = Duration.ofHours(24).toMillis();

  private final InstantSource clock;
  private final LongAdder updates = new LongAdder();
  private final LongAdder deadLetters = new LongAdder();
  private final LongAdder revocations = new LongAdder();
  private final LongAdder certificates = new LongAdder();
  private final LongAdder overtaken = new LongAdder();
  private final LongAdder transactions = new LongAdder();
  private final LongAdder aborted = new LongAdder();
  private final LongAdder failedTasks = new LongAdder();
  private final Histogram commitLag = new ConcurrentHistogram(LONGEST_MILLIS, 3);
  private volatile RestoreProgress restoring = new RestoreProgress(0, 0, 0, 0, Duration.ZERO);
  private final LongAdder restoredGraphs = new LongAdder();
  private final LongAdder restoredNodes = new LongAdder();
  private final LongAdder restoredOffsets = new LongAdder();
  private volatile CertifierEvent.StandingBy standingBy = new CertifierEvent.StandingBy(0, 0);
  private volatile String pausedReason = "";
  private final LongAdder pauses = new LongAdder();
  private final LongAdder epochs = new LongAdder();
  private volatile Duration lastRestore = Duration.ZERO;
  private volatile Instant lastCommit = Instant.EPOCH;

  CertifierStatus(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void on(CertifierEvent event) {
    if (event instanceof CertifierEvent.Applied applied) {
      updates.increment();
      long lag = Duration.between(applied.producedAt(), clock.instant()).toMillis();
      commitLag.recordValue(Math.min(LONGEST_MILLIS, Math.max(0, lag)));
    } else if (event instanceof CertifierEvent.Said said) {
      revocations.add(said.revoked());
    } else if (event instanceof CertifierEvent.Rejected) {
      deadLetters.increment();
    } else if (event instanceof CertifierEvent.Settled settled) {
      certificates.add(settled.nodes().size());
      overtaken.add(settled.overtaken());
    } else if (event instanceof CertifierEvent.Committed) {
      transactions.increment();
      lastCommit = clock.instant();
    } else if (event instanceof CertifierEvent.Aborted) {
      aborted.increment();
    } else if (event instanceof CertifierEvent.TaskFailed) {
      failedTasks.increment();
    } else if (event instanceof CertifierEvent.FetchingChanged changed) {
      pausedReason = changed.reason().orElse("");
      pauses.add(changed.reason().isPresent() ? 1 : 0);
    } else if (event instanceof CertifierEvent.EpochOpened) {
      epochs.increment();
    } else if (event instanceof CertifierEvent.Restoring news) {
      restoring = news.progress();
    } else if (event instanceof CertifierEvent.StandingBy news) {
      standingBy = news;
    } else if (event instanceof CertifierEvent.Restored restored) {
      restoredGraphs.add(restored.graphs());
      restoredNodes.add(restored.nodes());
      restoredOffsets.add(restored.read());
      lastRestore = restored.took();
    }
  }

  /** Updates that became part of their graph. */
  public long updates() {
    return updates.sum();
  }

  /** Certificates that an update or a new epoch took away. */
  public long revocations() {
    return revocations.sum();
  }

  /** Settled statuses that were published. */
  public long certificates() {
    return certificates.sum();
  }

  /** Updates that could not be taken. */
  public long deadLetters() {
    return deadLetters.sum();
  }

  /**
   * From the timestamp of an update's record to the commit of the transaction that applied it and
   * revoked what it reached, in milliseconds.
   *
   * @param percentile in [0, 100]
   */
  public long commitLagMillis(double percentile) {
    return commitLag.getValueAtPercentile(percentile);
  }

  /** How far the last reading back had come when it was told last. */
  public RestoreProgress restoring() {
    return restoring;
  }

  /** Nodes whose graphs were read back. */
  public long restoredNodes() {
    return restoredNodes.sum();
  }

  /** How long the last partition that was read back has taken. */
  public Duration lastRestore() {
    return lastRestore;
  }

  private JsonObject restore() {
    return new JsonObject()
        .put("offsetsRead", restoring.read())
        .put("offsetsToRead", restoring.total())
        .put("restoredOffsets", restoredOffsets.sum())
        .put("restoredGraphs", restoredGraphs.sum())
        .put("restoredNodes", restoredNodes.sum())
        .put("standbyPartitions", standingBy.partitions())
        .put("standbyBehind", standingBy.behind())
        .put("lastSeconds", lastRestore.toMillis() / 1000.0);
  }

  private JsonObject fetching() {
    return new JsonObject()
        .put("paused", !pausedReason.isEmpty())
        .put("reason", pausedReason)
        .put("pauses", pauses.sum());
  }

  JsonObject toJson(String state) {
    return new JsonObject()
        .put("state", state)
        .put("updates", updates())
        .put("deadLetters", deadLetters())
        .put("revocations", revocations())
        .put("certificates", certificates())
        .put("overtaken", overtaken.sum())
        .put("transactions", transactions.sum())
        .put("abortedTransactions", aborted.sum())
        .put("failedTasks", failedTasks.sum())
        .put("commitLagMillis50", commitLagMillis(50))
        .put("commitLagMillis99", commitLagMillis(99))
        .put("epochs", epochs.sum())
        .put("fetching", fetching())
        .put("restore", restore())
        .put("lastCommit", lastCommit.toString());
  }
}
