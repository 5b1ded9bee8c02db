package io.ringfence.hosting.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that lie elsewhere: {@code ${env:NAME}} is a variable of the environment, {@code
 * ${file:PATH}} the text of a file without the line ends at its end, such as a mounted secret. Both
 * may be part of a longer text. Kafka's options are left as they are when {@code
 * kafka.config.providers} is set: then Kafka's own clients fill them in.
 */
final class Placeholders {

  private static final Pattern FORM = Pattern.compile("\\$\\{(env|file):([^}]*)}");
  private static final long LARGEST_FILE = 1 << 16;

  private final ConfigurationSchema schema;
  private final Map<String, String> environment;
  private final List<ConfigurationFault> faults = new ArrayList<>();

  private Placeholders(ConfigurationSchema schema, Map<String, String> environment) {
    this.schema = schema;
    this.environment = environment;
  }

  /**
   * Fills in all of a tree.
   *
   * @return what could not be filled in
   */
  static List<ConfigurationFault> fill(
      ObjectNode tree, ConfigurationSchema schema, Map<String, String> environment) {
    Placeholders filling = new Placeholders(schema, environment);
    for (var section : tree.properties()) {
      boolean byKafka =
          section.getKey().equals("kafka") && section.getValue().has("config.providers");
      if (!byKafka) {
        section.setValue(filling.filled(section.getKey(), section.getValue()));
      }
    }
    return filling.faults;
  }

  private JsonNode filled(String path, JsonNode value) {
    if (value instanceof ObjectNode object) {
      object
          .properties()
          .forEach(inner -> inner.setValue(filled(path + "." + inner.getKey(), inner.getValue())));
      return object;
    }
    if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, filled(path + "." + i, array.get(i)));
      }
      return array;
    }
    if (!value.isTextual() || !FORM.matcher(value.textValue()).find()) {
      return value;
    }
    return schema.typed(path, text(path, value.textValue()));
  }

  private String text(String path, String form) {
    Matcher matcher = FORM.matcher(form);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      String value =
          matcher.group(1).equals("env")
              ? variable(path, matcher.group(2))
              : file(path, matcher.group(2));
      matcher.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(text).toString();
  }

  private String variable(String path, String name) {
    String value = environment.get(name);
    if (value == null) {
      fault(path, "names the variable '%s', which is not set; set it.".formatted(name));
      return "";
    }
    return value;
  }

  private String file(String path, String name) {
    try {
      Path file = Path.of(name);
      if (Files.size(file) > LARGEST_FILE) {
        fault(
            path,
            "names the file '%s' of %d bytes; it may have %d at most."
                .formatted(name, Files.size(file), LARGEST_FILE));
        return "";
      }
      return Files.readString(file).replaceAll("[\\r\\n]+$", "");
    } catch (IOException | IllegalArgumentException e) {
      fault(
          path,
          "names the file '%s', which cannot be read (%s); correct the path or its rights."
              .formatted(name, e.getClass().getSimpleName()));
      return "";
    }
  }

  private void fault(String path, String message) {
    faults.add(new ConfigurationFault(path, message));
  }
}
