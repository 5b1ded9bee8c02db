package io.ringfence.stream;

import io.ringfence.engine.CertificationTask;
import io.ringfence.engine.CollectiveTask;
import io.ringfence.engine.EpochTask;
import io.ringfence.engine.Smoother;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Hands work to other threads and takes back what they found. Used by the loop's thread alone; the
 * work comes back from any.
 */
final class TaskDesk {

  private final Executor workers;
  private final Smoother smoother;
  private final Runnable wakeup;
  private final InstantSource clock;
  private final BlockingQueue<Finished> finished = new LinkedBlockingQueue<>();
  private int certifications;
  private int others;

  /**
   * @param wakeup called when something has come back
   */
  TaskDesk(Executor workers, Smoother smoother, Runnable wakeup, InstantSource clock) {
    this.workers = workers;
    this.smoother = smoother;
    this.wakeup = wakeup;
    this.clock = clock;
  }

  void submit(LiveSession owner, CertificationTask task) {
    Instant now = clock.instant();
    certifications++;
    hand(
        () -> new Finished.Certification(owner, task, task.run(smoother), now),
        cause -> new Finished.FailedCertification(owner, task, cause));
  }

  void submit(LiveSession owner, CollectiveTask task) {
    Instant now = clock.instant();
    others++;
    hand(
        () -> new Finished.Collective(owner, task, task.run(), now),
        cause -> new Finished.FailedCollective(owner, task, cause));
  }

  void submit(LiveSession owner, EpochTask task) {
    Instant now = clock.instant();
    others++;
    hand(
        () -> new Finished.Epoch(owner, task, task.run(), now),
        cause -> new Finished.FailedEpoch(owner, task, cause));
  }

  /** Certifications that have not come back. */
  int certifications() {
    return certifications;
  }

  /** Other work that has not come back. */
  int others() {
    return others;
  }

  private void hand(Supplier<Finished> work, Failure failure) {
    try {
      workers.execute(() -> put(run(work, failure)));
    } catch (RejectedExecutionException e) {
      put(failure.of(e));
    }
  }

  private static Finished run(Supplier<Finished> work, Failure failure) {
    try {
      return work.get();
    } catch (Throwable e) { // an error, too, must come back, or its nodes would wait for ever
      return failure.of(e);
    }
  }

  private void put(Finished work) {
    finished.add(work);
    wakeup.run();
  }

  /** All that has come back since the last call. */
  List<Finished> takeAll() {
    List<Finished> all = new ArrayList<>();
    finished.drainTo(all);
    for (Finished work : all) {
      if (work instanceof Finished.Certification || work instanceof Finished.FailedCertification) {
        certifications--;
      } else {
        others--;
      }
    }
    return all;
  }

  boolean isEmpty() {
    return finished.isEmpty();
  }

  @FunctionalInterface
  private interface Failure {
    Finished of(Throwable cause);
  }
}
