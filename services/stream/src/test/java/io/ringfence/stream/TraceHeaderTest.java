package io.ringfence.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TraceHeaderTest {

  private static final byte[] TRACE =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(UTF_8);

  @Test
  void theLastTraceIsHandedOn() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("traceparent", new byte[1]).add("traceparent", TRACE);

    assertThat(TraceHeader.of(headers))
        .hasValueSatisfying(header -> assertThat(header.value()).isEqualTo(TRACE));
  }

  @Test
  void aTraceThatWouldFillTheRecordsOfOthersIsDropped() {
    assertThat(TraceHeader.of(new RecordHeaders().add("traceparent", new byte[300]))).isEmpty();
    assertThat(TraceHeader.of(new RecordHeaders().add("traceparent", null))).isEmpty();
    assertThat(TraceHeader.of(new RecordHeaders())).isEmpty();
  }
}
