package io.ringfence.smoother;

import io.ringfence.stream.pool.WorkerEvent;
import io.ringfence.stream.pool.WorkerListener;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a worker does since it started. Thread-safe. */
public final class SmootherStatus implements WorkerListener {

  private final InstantSource clock;
  private final LongAdder answered = new LongAdder();
  private final LongAdder samples = new LongAdder();
  private final LongAdder busyMillis = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder withdrawn = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder undecodable = new LongAdder();
  private final LongAdder released = new LongAdder();
  private volatile Instant lastAnswer = Instant.EPOCH;

  SmootherStatus(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void on(WorkerEvent event) {
    if (event instanceof WorkerEvent.Answered answer) {
      answered.increment();
      samples.add(answer.samples());
      busyMillis.add(answer.took().toMillis());
      lastAnswer = clock.instant();
    } else if (event instanceof WorkerEvent.Skipped) {
      skipped.increment();
    } else if (event instanceof WorkerEvent.Withdrawn) {
      withdrawn.increment();
    } else if (event instanceof WorkerEvent.Refused) {
      refused.increment();
    } else if (event instanceof WorkerEvent.Undecodable) {
      undecodable.increment();
    } else if (event instanceof WorkerEvent.Released) {
      released.increment();
    }
  }

  /** Parts whose results are on the topic. */
  public long answered() {
    return answered.sum();
  }

  /** Parts that this worker could not do. */
  public long refused() {
    return refused.sum();
  }

  /** Records that are no tasks. */
  public long undecodable() {
    return undecodable.sum();
  }

  JsonObject toJson(String state) {
    return new JsonObject()
        .put("state", state)
        .put("answered", answered())
        .put("samples", samples.sum())
        .put("busyMillis", busyMillis.sum())
        .put("skipped", skipped.sum())
        .put("withdrawn", withdrawn.sum())
        .put("refused", refused())
        .put("undecodable", undecodable())
        .put("released", released.sum())
        .put("lastAnswer", lastAnswer.toString());
  }
}
