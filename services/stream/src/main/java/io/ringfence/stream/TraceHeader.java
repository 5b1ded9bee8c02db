package io.ringfence.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The trace that an update is part of (W3C Trace Context), which its certificates are part of, too.
 */
final class TraceHeader {

  private static final String NAME = "traceparent";

  /** Several times what the format needs; each of many certificates carries it. */
  private static final int MOST_BYTES = 256;

  private TraceHeader() {}

  /** The header to hand on, if there is one; one of unbearable length is dropped. */
  static Optional<Header> of(Headers headers) {
    return Optional.ofNullable(headers.lastHeader(NAME))
        .filter(trace -> trace.value() != null && trace.value().length <= MOST_BYTES);
  }

  /** The same as text. */
  static Optional<String> text(Headers headers) {
    return of(headers).map(trace -> new String(trace.value(), US_ASCII));
  }
}
