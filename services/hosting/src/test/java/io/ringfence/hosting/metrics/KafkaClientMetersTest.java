package io.ringfence.hosting.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaClientMetersTest {

  @Test
  void aClientShowsItsMeasurementsUntilItIsClosed() {
    try (Meters meters = Meters.of("test")) {
      Map<String, Object> options =
          Map.of(
              "bootstrap.servers", "127.0.0.1:1",
              "client.id", "shown",
              "metric.reporters", KafkaClientMeters.class.getName());
      String open;
      try (var producer =
          new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
        open = meters.scrape();
        assertThat(producer.metrics()).isNotEmpty();
      }

      assertThat(open)
          .containsPattern("kafka_producer_record_send_total\\{client_id=\"shown\".*\\} 0.0");
      assertThat(meters.scrape()).doesNotContain("shown");
    }
  }

  @Test
  void aServiceSaysWhatRuns() {
    try (Meters meters = Meters.of("test")) {
      assertThat(meters.scrape())
          .containsPattern("ringfence_build_info\\{.*service=\"test\".*\\} 1")
          .contains("jvm_memory_used_bytes");
    }
  }
}
