package io.ringfence.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The chart's schema holds the schemas of the services' configurations, without the keys that the
 * chart sets by itself; {@code -Dringfence.write-docs=true} writes them there.
 */
class ValuesSchemaTest {

  private static final Path SCHEMA = Chart.FOLDER.resolve("values.schema.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  private enum Service {
    CERTIFIER(
        io.ringfence.certifier.configuration.ConfigurationLoader.class,
        "topics",
        "instance-id",
        "model",
        "smoothing/pool/enabled",
        "smoothing/pool/record-bytes"),
    SMOOTHER(
        io.ringfence.smoother.configuration.ConfigurationLoader.class,
        "topics",
        "worker-id",
        "models",
        "smoothing/device"),
    MONITOR(
        io.ringfence.monitor.configuration.ConfigurationLoader.class,
        "topics",
        "server/host",
        "server/port",
        "server/auth/mode",
        "server/auth/token",
        "server/auth/token-file",
        "server/auth/public-key-file");

    private final Class<?> beside;
    private final List<String> chartsOwn;

    Service(Class<?> beside, String... chartsOwn) {
      this.beside = beside;
      this.chartsOwn = List.of(chartsOwn);
    }

    private String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    private ObjectNode schema() throws IOException {
      try (InputStream in =
          Objects.requireNonNull(beside.getResourceAsStream("configuration.schema.json"))) {
        ObjectNode schema = (ObjectNode) JSON.readTree(in);
        schema.remove(List.of("$schema", "title", "required"));
        List<String> removed = new ArrayList<>(chartsOwn);
        removed.addAll(
            List.of(
                "kafka/bootstrap.servers",
                "management/host",
                "management/port",
                "management/token"));
        removed.forEach(path -> remove(schema, path));
        ((ObjectNode) schema.at("/properties/kafka")).remove("required");
        if (schema.at("/$defs/webhook/properties") instanceof ObjectNode webhook) {
          webhook.remove("secret");
        }
        return (ObjectNode) within(schema, "#/$defs/" + key() + "/$defs/");
      }
    }

    private static void remove(ObjectNode schema, String path) {
      JsonNode section = schema;
      String[] keys = path.split("/");
      for (int i = 0; i < keys.length - 1; i++) {
        section = section.path("properties").path(keys[i]);
      }
      JsonNode removed = ((ObjectNode) section.path("properties")).remove(keys[keys.length - 1]);
      assertThat(removed).as(path).isNotNull();
    }

    /** With references to where the definitions lie in the chart's schema. */
    private static JsonNode within(JsonNode node, String prefix) {
      if (node instanceof ObjectNode object) {
        for (var entry : object.properties()) {
          entry.setValue(
              entry.getKey().equals("$ref")
                  ? TextNode.valueOf(entry.getValue().asText().replace("#/$defs/", prefix))
                  : within(entry.getValue(), prefix));
        }
      } else if (node.isArray()) {
        node.forEach(element -> within(element, prefix));
      }
      return node;
    }
  }

  @Test
  void configurationsInValuesObeyTheServicesOwnSchemas() throws IOException {
    ObjectNode schema = (ObjectNode) JSON.readTree(Files.readString(SCHEMA));
    ObjectNode definitions = (ObjectNode) schema.path("$defs");
    if (Boolean.getBoolean("ringfence.write-docs")) {
      for (Service service : Service.values()) {
        definitions.set(service.key(), service.schema());
      }
      DefaultPrettyPrinter printer =
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
      Files.writeString(SCHEMA, JSON.writer(printer).writeValueAsString(schema) + "\n");
    }

    for (Service service : Service.values()) {
      assertThat(definitions.path(service.key())).isEqualTo(service.schema());
    }
  }

  @Test
  void everyValueIsInTheSchemaAndEveryKeyOfTheSchemaHasAValue() throws IOException {
    JsonNode schema = JSON.readTree(Files.readString(SCHEMA));
    List<String> faults = new ArrayList<>();

    compare(schema, Yaml.file(Chart.FOLDER.resolve("values.yaml")), "", faults);

    assertThat(faults).isEmpty();
  }

  private static void compare(JsonNode rule, JsonNode value, String path, List<String> faults) {
    for (var property : rule.path("properties").properties()) {
      String inner = path + "/" + property.getKey();
      if (property.getKey().equals("global") || property.getKey().equals("configuration")) {
        continue;
      }
      if (!value.has(property.getKey())) {
        faults.add(inner + " has no value in values.yaml");
      } else if (property.getValue().has("properties")) {
        compare(property.getValue(), value.path(property.getKey()), inner, faults);
      }
    }
  }

  @Test
  void everyObjectInTheChartsOwnPartRefusesUnknownKeys() throws IOException {
    JsonNode schema = JSON.readTree(Files.readString(SCHEMA));
    List<String> open = new ArrayList<>();

    open(schema, "", open);

    assertThat(open).isEmpty();
  }

  private static void open(JsonNode rule, String path, List<String> open) {
    if (rule.has("properties") && !rule.has("additionalProperties")) {
      open.add(path);
    }
    rule.properties().forEach(entry -> open(entry.getValue(), path + "/" + entry.getKey(), open));
  }

  @Test
  void everySectionAndEveryKeyOfTheValuesIsExplained() throws IOException {
    List<String> unexplained = new ArrayList<>();
    String before = "";
    boolean explained = false;
    for (String line : Files.readAllLines(Chart.FOLDER.resolve("values.yaml"))) {
      boolean comment = line.strip().startsWith("#");
      if (!comment && line.matches("[a-z][A-Za-z]*:.*") && !explained && !line.matches(".*:$")) {
        unexplained.add(line);
      }
      explained = comment;
      before = line;
    }

    assertThat(before).isNotEmpty();
    assertThat(unexplained).isEmpty();
  }
}
