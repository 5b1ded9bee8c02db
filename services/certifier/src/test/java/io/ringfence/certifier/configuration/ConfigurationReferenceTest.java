package io.ringfence.certifier.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.hosting.configuration.ConfigurationKey;
import io.ringfence.hosting.configuration.ConfigurationReference;
import io.ringfence.hosting.configuration.ConfigurationSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Holds the documents to the schema. To write {@code docs/configuration.md} anew, run this test
 * with {@code -Dringfence.write-docs=true}.
 */
class ConfigurationReferenceTest {
  private static final Path DOCUMENT = Path.of("../../docs/configuration.md");
  private static final Path EXAMPLE = Path.of("../../deploy/ringfence.example.yaml");

  private final ConfigurationSchema schema = ConfigurationLoader.schema();

  @Test
  void theDocumentIsWhatTheSchemaSays() throws IOException {
    String expected = render();
    if (Boolean.getBoolean("ringfence.write-docs")) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(DOCUMENT).content().isEqualTo(expected);
  }

  @Test
  void theExampleSaysTheDefaults() throws IOException {
    ConfigurationLoader loader = new ConfigurationLoader();
    String required = "kafka: {bootstrap.servers: 'localhost:9092'}\nmodel: models/demo";

    CertifierConfiguration example = loader.load(EXAMPLE, Map.of());

    assertThat(example.toString()).isEqualTo(loader.parse("text", required, Map.of()).toString());
  }

  @Test
  void theExampleNamesEveryKey() throws IOException {
    String example = Files.readString(EXAMPLE);

    for (ConfigurationKey key : schema.keys()) {
      assertThat(example).containsPattern("\\b" + key.path().get(key.path().size() - 1) + ":");
    }
  }

  private String render() {
    return ConfigurationReference.of(
        schema,
        """
        # Configuration

        Written from `configuration.schema.json` by `ConfigurationReferenceTest`; do not edit by hand.
        A commented file with every key is `deploy/ringfence.example.yaml`. `ringfence serve` checks
        the whole file at start and names every fault at once; unknown keys are faults. Workers of the
        smoother pool (`ringfence smooth`) have a configuration of their own, `docs/configuration-smoother.md`.

        An environment variable overrides the file. Kafka's own options have variables, too:
        `RINGFENCE_KAFKA_SECURITY_PROTOCOL` sets `kafka.security.protocol`, and
        `RINGFENCE_KAFKA_CONSUMER_MAX_POLL_RECORDS` sets `kafka.consumer.max.poll.records`.
        Other variables that begin with `RINGFENCE_` are ignored.
        """);
  }
}
