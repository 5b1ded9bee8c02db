package io.ringfence.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientOptionsTest {

  @Test
  void optionsOfTheKindWinOverThoseOfAll() {
    ClientOptions options =
        new ClientOptions(
            Map.of("bootstrap.servers", "b:1", "client.id", "all"),
            Map.of("client.id", "reader"),
            Map.of("compression.type", "zstd"),
            Map.of());
    assertThat(options.consumerProperties("g", "i"))
        .containsEntry("client.id", "reader")
        .containsEntry("bootstrap.servers", "b:1")
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("group.instance.id", "i");
    assertThat(options.producerProperties("t", 1))
        .containsEntry("client.id", "all")
        .containsEntry("compression.type", "zstd")
        .containsEntry("transactional.id", "t");
  }

  @Test
  void everyForcedOptionIsRefusedWithItsPathAndReason() {
    ClientOptions options =
        new ClientOptions(
            Map.of("group.id", "mine"),
            Map.of("enable.auto.commit", "true", "isolation.level", "read_uncommitted"),
            Map.of("acks", "1"),
            Map.of());
    assertThat(options.faults())
        .extracting(ClientOptions.Fault::path)
        .containsExactly(
            "kafka.group.id",
            "kafka.consumer.enable.auto.commit",
            "kafka.consumer.isolation.level",
            "kafka.producer.acks");
    assertThat(options.faults()).allSatisfy(f -> assertThat(f.message()).hasSizeGreaterThan(20));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StreamSettings.of(options, "g", "i"))
        .withMessageContaining("kafka.group.id");
  }

  @Test
  void securityPassesThrough() {
    ClientOptions options =
        new ClientOptions(
            Map.of("security.protocol", "SASL_SSL", "ssl.truststore.location", "/t"),
            Map.of(),
            Map.of(),
            Map.of());
    assertThat(options.faults()).isEmpty();
    assertThat(options.adminProperties()).containsEntry("security.protocol", "SASL_SSL");
  }

  @Test
  void secretsAreNeverShown() {
    ClientOptions options =
        new ClientOptions(
            Map.of("ssl.keystore.password", "hidden1", "ssl.key.password", "hidden2"),
            Map.of("sasl.jaas.config", "hidden3", "ssl.keystore.key", "hidden4"),
            Map.of("sasl.oauthbearer.client.credentials.client.secret", "hidden5"),
            Map.of("my.token", "hidden6", "client.id", "shown"));
    assertThat(options.toString()).doesNotContain("hidden").contains("shown");
  }
}
