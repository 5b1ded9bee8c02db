package io.ringfence.smoother.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.hosting.configuration.ConfigurationKey;
import io.ringfence.hosting.configuration.ConfigurationReference;
import io.ringfence.hosting.configuration.ConfigurationSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Holds the documents to the schema. To write {@code docs/configuration-smoother.md} anew, run this
 * test with {@code -Dringfence.write-docs=true}.
 */
class ConfigurationReferenceTest {
  private static final Path DOCUMENT = Path.of("../../docs/configuration-smoother.md");
  private static final Path EXAMPLE = Path.of("../../deploy/smoother.example.yaml");
  private static final String REQUIRED =
      "kafka: {bootstrap.servers: 'localhost:9092'}\nmodels: [models/demo]\n";

  private final ConfigurationSchema schema = ConfigurationLoader.schema();
  private final ConfigurationLoader loader = new ConfigurationLoader();

  @Test
  void theDocumentIsWhatTheSchemaSays() throws IOException {
    String expected =
        ConfigurationReference.of(
            schema,
            """
            # Configuration of a smoother

            Written from the schema of `services/smoother` by its `ConfigurationReferenceTest`; do not edit by hand.
            A commented file with every key is `deploy/smoother.example.yaml`. `ringfence smooth` checks the whole
            file at start and names every fault at once; unknown keys are faults. Environment variables override
            the file, as they do for `ringfence serve` (`docs/configuration.md`).
            """);
    if (Boolean.getBoolean("ringfence.write-docs")) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(DOCUMENT).content().isEqualTo(expected);
  }

  @Test
  void theExampleSaysTheDefaults() throws IOException {
    SmootherConfiguration example = loader.load(EXAMPLE, Map.of());

    assertThat(example.toString()).isEqualTo(loader.parse("text", REQUIRED, Map.of()).toString());
  }

  @Test
  void theExampleNamesEveryKey() throws IOException {
    String example = Files.readString(EXAMPLE);

    for (ConfigurationKey key : schema.keys()) {
      assertThat(example).containsPattern("\\b" + key.path().get(key.path().size() - 1) + ":");
    }
  }

  @Test
  void modelsMayComeFromAVariableWithCommas() {
    SmootherConfiguration read =
        loader.parse("text", REQUIRED, Map.of("RINGFENCE_MODELS", "a/one, b/two"));

    assertThat(read.models()).isEqualTo(List.of(Path.of("a/one"), Path.of("b/two")));
  }

  @Test
  void topicsMustDiffer() {
    assertThatThrownBy(
            () ->
                loader.parse(
                    "text", REQUIRED + "topics: {smoothing-results: smoothing-tasks}", Map.of()))
        .hasMessageContaining("topics.smoothing-results")
        .hasMessageContaining("docs/configuration-smoother.md");
  }
}
