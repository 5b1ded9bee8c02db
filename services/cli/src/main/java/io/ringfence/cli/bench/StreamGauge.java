package io.ringfence.cli.bench;

import io.ringfence.engine.Survival;
import io.ringfence.stream.CertifierEvent;
import io.ringfence.stream.CertifierListener;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Hears what a certifier has committed, and counts. Thread-safe. */
final class StreamGauge implements CertifierListener {

  private static final long LONGEST_MILLIS = Duration.ofHours(1).toMillis();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition heard = lock.newCondition();
  private final InstantSource clock;
  private Histogram lag = new Histogram(LONGEST_MILLIS, 3);
  private Reading now = new Reading(0, 0, 0, 0, 0, 0, false, 0, 0, 0, 0);
  private long survivalVersion = -1;

  StreamGauge(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Counts since the beginning.
   *
   * @param updates applied and committed
   * @param transactions with updates
   * @param records node certificates written
   * @param revoked words that became PENDING
   * @param settled nodes whose certification was taken in
   * @param epochs opened
   * @param quiet whether no node of the last graph certificate is PENDING
   * @param certified nodes of the last graph certificate that are CERTIFIED
   * @param heldTimesUpdates certificates before each transaction, times its updates
   * @param lost certificates that updates ended
   * @param lastHeardNanos when anything was committed last, by {@link System#nanoTime}
   */
  record Reading(
      long updates,
      long transactions,
      long records,
      long revoked,
      long settled,
      long epochs,
      boolean quiet,
      int certified,
      double heldTimesUpdates,
      long lost,
      long lastHeardNanos) {}

  @Override
  public void on(CertifierEvent event) {
    if (event instanceof CertifierEvent.Planned) {
      return; // told every second, whether anything happens or not
    }
    lock.lock();
    try {
      now = after(event);
      heard.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Reading after(CertifierEvent event) {
    Reading r = now;
    long updates = r.updates;
    long transactions = r.transactions;
    long records = r.records;
    long revoked = r.revoked;
    long settled = r.settled;
    long epochs = r.epochs;
    boolean quiet = r.quiet;
    int certified = r.certified;
    double held = r.heldTimesUpdates;
    long lost = r.lost;
    if (event instanceof CertifierEvent.Applied applied) {
      updates++;
      long millis = Duration.between(applied.producedAt(), clock.instant()).toMillis();
      lag.recordValue(Math.min(LONGEST_MILLIS, Math.max(0, millis)));
    } else if (event instanceof CertifierEvent.Committed committed) {
      transactions += committed.inputs() > 0 ? 1 : 0;
    } else if (event instanceof CertifierEvent.Said said) {
      records += said.output().certificates().size();
      revoked += said.revoked();
    } else if (event instanceof CertifierEvent.Settled taken) {
      settled += taken.nodes().size();
    } else if (event instanceof CertifierEvent.EpochOpened) {
      epochs++;
    } else if (event instanceof CertifierEvent.GraphSpoken spoken) {
      quiet = spoken.certificate().settled();
      certified = spoken.certificate().counts().certified();
      Survival survival = spoken.certificate().survival().orElse(null);
      if (survival != null && spoken.certificate().version() != survivalVersion) {
        survivalVersion = spoken.certificate().version();
        held += (double) survival.held() * survival.updates();
        lost += survival.expired() + survival.revoked();
      }
    }
    return new Reading(
        updates,
        transactions,
        records,
        revoked,
        settled,
        epochs,
        quiet,
        certified,
        held,
        lost,
        System.nanoTime());
  }

  Reading reading() {
    lock.lock();
    try {
      return now;
    } finally {
      lock.unlock();
    }
  }

  /** Milliseconds from an update's timestamp to its commit since the last call. */
  Histogram takeLag() {
    lock.lock();
    try {
      Histogram taken = lag;
      lag = new Histogram(LONGEST_MILLIS, 3);
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for something to become true, looking whenever something was committed and at least every
   * 100 ms.
   *
   * @throws IOException if it does not in time
   */
  void await(String what, Duration patience, Supplier<Boolean> holds)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    lock.lock();
    try {
      while (!holds.get()) {
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "Waited %d s in vain until %s; the last reading was %s. Try a smaller graph or fewer samples."
                  .formatted(patience.toSeconds(), what, now));
        }
        var unused = heard.await(100, TimeUnit.MILLISECONDS);
      }
    } finally {
      lock.unlock();
    }
  }
}
