package io.ringfence.stream.pool;

import java.util.concurrent.ThreadLocalRandom;

/** The W3C trace context of one job: every part is a span of one trace. */
record TraceContext(long high, long low) {

  /** Header of records. */
  static final String HEADER = "traceparent";

  static TraceContext fresh() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new TraceContext(random.nextLong(), random.nextLong() | 1);
  }

  /** Names a span that was not named before. */
  String nextSpan() {
    return "00-%016x%016x-%016x-01"
        .formatted(high, low, ThreadLocalRandom.current().nextLong() | 1);
  }
}
