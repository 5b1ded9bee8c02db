package io.ringfence.monitor.notify;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/**
 * Makes the attempts of one outlet on one event loop, one at a time; after one that failed it
 * waits, longer each time. Thread-safe from outside.
 */
final class Courier {

  /** Knows what is to be delivered. Called on the event loop. */
  interface Errand {

    /**
     * Begins the next attempt.
     *
     * @param failures how many attempts have failed since the last that was settled
     * @return whether it is settled, by delivery or by giving up; false tries again after a while.
     *     Empty if nothing is to be delivered.
     */
    Optional<Future<Boolean>> next(int failures);
  }

  private final Vertx vertx;
  private final Context context;
  private final Backoff backoff;
  private final RandomGenerator random;
  private final Errand errand;
  private final List<Promise<Void>> flushes = new ArrayList<>();
  private boolean busy;
  private boolean pausing;
  private boolean closed;
  private int failures;

  Courier(Vertx vertx, Backoff backoff, RandomGenerator random, Errand errand) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.backoff = backoff;
    this.random = random;
    this.errand = errand;
  }

  /** Runs what may give something to deliver on the event loop, and delivers it. */
  void after(Runnable change) {
    context.runOnContext(
        go -> {
          change.run();
          go();
        });
  }

  private void go() {
    if (busy) {
      return;
    }
    Optional<Future<Boolean>> attempt = closed ? Optional.empty() : errand.next(failures);
    if (attempt.isEmpty()) {
      completeFlushes();
      return;
    }
    busy = true;
    attempt.get().onComplete(this::made, unexpected -> made(false));
  }

  private void made(boolean settled) {
    if (settled) {
      failures = 0;
      busy = false;
      go();
      return;
    }
    failures++;
    pausing = true;
    vertx.setTimer(
        backoff.after(failures, random).toMillis(),
        due -> {
          pausing = false;
          busy = false;
          go();
        });
  }

  /** Whether an attempt has failed and the next is waited for. Asked on the event loop. */
  boolean isPausing() {
    return pausing;
  }

  /** Asked on the event loop. */
  boolean isClosed() {
    return closed;
  }

  /** Completes once nothing is to be delivered, or when this is closed. */
  CompletionStage<Void> flushed() {
    Promise<Void> promise = Promise.promise();
    after(() -> flushes.add(promise));
    return promise.future().toCompletionStage();
  }

  private void completeFlushes() {
    flushes.forEach(promise -> promise.tryComplete());
    flushes.clear();
  }

  /** No attempt begins any more; then runs what is left to do. */
  void close(Runnable last) {
    after(
        () -> {
          closed = true;
          last.run();
          completeFlushes();
        });
  }
}
