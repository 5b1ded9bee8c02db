package io.ringfence.certifier.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Holds the documents to the schema. To write {@code docs/configuration.md} anew, run this test
 * with {@code -Dringfence.write-docs=true}.
 */
class ConfigurationReferenceTest {
  private static final Path DOCUMENT = Path.of("../../docs/configuration.md");
  private static final Path EXAMPLE = Path.of("../../deploy/ringfence.example.yaml");

  private final ConfigurationSchema schema = ConfigurationSchema.load();

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
    StringBuilder page =
        new StringBuilder(
            """
            # Configuration

            Written from `configuration.schema.json` by `ConfigurationReferenceTest`; do not edit by hand.
            A commented file with every key is `deploy/ringfence.example.yaml`. `ringfence serve` checks
            the whole file at start and names every fault at once; unknown keys are faults.

            An environment variable overrides the file. Kafka's own options have variables, too:
            `RINGFENCE_KAFKA_SECURITY_PROTOCOL` sets `kafka.security.protocol`, and
            `RINGFENCE_KAFKA_CONSUMER_MAX_POLL_RECORDS` sets `kafka.consumer.max.poll.records`.
            Other variables that begin with `RINGFENCE_` are ignored.
            """);
    String section = "";
    for (ConfigurationKey key : schema.keys()) {
      String current = key.path().size() == 1 ? "Top level" : key.path().get(0);
      if (!current.equals(section)) {
        section = current;
        page.append("\n## ").append(section).append("\n\n");
        if (key.path().size() > 1) {
          page.append(schema.description(section)).append("\n\n");
        }
        page.append("| key | value | default | meaning | variable |\n|---|---|---|---|---|\n");
      }
      page.append(row(key));
    }
    return page.toString();
  }

  private static String row(ConfigurationKey key) {
    JsonNode rule = key.rule();
    String fallback = rule.has("default") ? "`" + rule.get("default").asText() + "`" : "";
    return "| `%s` | %s | %s | %s | `%s` |\n"
        .formatted(
            key.name(), range(rule), fallback, rule.path("description").asText(), key.variable());
  }

  private static String range(JsonNode rule) {
    if (rule.has("enum")) {
      List<String> values = new ArrayList<>();
      rule.get("enum").forEach(value -> values.add("`" + value.asText() + "`"));
      return String.join(", ", values);
    }
    List<String> parts = new ArrayList<>(List.of(rule.path("type").asText()));
    for (var sign :
        Map.of("minimum", "≥", "maximum", "≤", "exclusiveMinimum", ">", "exclusiveMaximum", "<")
            .entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .toList()) {
      if (rule.has(sign.getKey()) && Math.abs(rule.get(sign.getKey()).asDouble()) < 1e18) {
        parts.add(sign.getValue() + " " + rule.get(sign.getKey()).asText());
      }
    }
    if (rule.has("pattern")) {
      parts.add("`" + rule.get("pattern").asText().replace("|", "\\|") + "`");
    }
    return String.join(", ", parts);
  }
}
