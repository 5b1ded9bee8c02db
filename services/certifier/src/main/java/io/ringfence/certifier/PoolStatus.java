package io.ringfence.certifier;

import io.ringfence.stream.pool.PoolEvent;
import io.ringfence.stream.pool.PoolListener;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what became of the parts of smoothing tasks since the start. Thread-safe. */
final class PoolStatus implements PoolListener {

  private static final Logger LOG = LoggerFactory.getLogger(PoolStatus.class);

  private final LongAdder sent = new LongAdder();
  private final LongAdder resent = new LongAdder();
  private final LongAdder sentBytes = new LongAdder();
  private final LongAdder counted = new LongAdder();
  private final LongAdder waitedMillis = new LongAdder();
  private final LongAdder ignored = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder local = new LongAdder();
  private final LongAdder tooLarge = new LongAdder();
  private final LongAdder withdrawn = new LongAdder();
  private volatile boolean answers;

  @Override
  public void on(PoolEvent event) {
    if (event instanceof PoolEvent.Sent part) {
      (part.attempt() == 0 ? sent : resent).increment();
      sentBytes.add(part.bytes());
    } else if (event instanceof PoolEvent.Counted part) {
      counted.increment();
      waitedMillis.add(part.waited().toMillis());
    } else if (event instanceof PoolEvent.Ignored) {
      ignored.increment();
    } else if (event instanceof PoolEvent.Refused) {
      refused.increment();
    } else if (event instanceof PoolEvent.Local) {
      local.increment();
    } else if (event instanceof PoolEvent.TooLarge) {
      tooLarge.increment();
    } else if (event instanceof PoolEvent.Withdrawn) {
      withdrawn.increment();
    } else if (event instanceof PoolEvent.Pulse pulse) {
      answers = pulse.answers();
      if (pulse.answers()) {
        LOG.info("The smoother pool answers");
      } else {
        LOG.warn("The smoother pool is silent; until it answers, tasks are smoothed here");
      }
    }
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("answers", answers)
        .put("partsSent", sent.sum())
        .put("partsSentAnew", resent.sum())
        .put("bytesSent", sentBytes.sum())
        .put("partsCounted", counted.sum())
        .put("waitedMillis", waitedMillis.sum())
        .put("resultsIgnored", ignored.sum())
        .put("partsRefused", refused.sum())
        .put("partsSmoothedHere", local.sum())
        .put("tasksTooLarge", tooLarge.sum())
        .put("tasksWithdrawn", withdrawn.sum());
  }
}
