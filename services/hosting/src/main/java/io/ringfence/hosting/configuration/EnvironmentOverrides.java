package io.ringfence.hosting.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Settings from environment variables. {@code RINGFENCE_SMOOTHING_SAMPLES} overrides {@code
 * smoothing.samples}; {@code RINGFENCE_KAFKA_A_B} becomes Kafka's option {@code a.b}, and {@code
 * RINGFENCE_KAFKA_CONSUMER_A_B} the consumer's. Other variables of the prefix are left alone,
 * because container platforms set such variables by themselves.
 */
final class EnvironmentOverrides {
  private static final String KAFKA_PREFIX = ConfigurationKey.VARIABLE_PREFIX + "KAFKA_";
  private static final List<String> KAFKA_CLIENTS = List.of("consumer", "producer", "admin");

  private final Map<String, ConfigurationKey> byVariable;

  EnvironmentOverrides(ConfigurationSchema schema) {
    byVariable =
        schema.keys().stream()
            .collect(Collectors.toMap(ConfigurationKey::variable, Function.identity()));
  }

  /**
   * Writes all overrides into the tree.
   *
   * @return the variable that each overridden key came from
   */
  Map<String, String> apply(ObjectNode tree, Map<String, String> environment) {
    Map<String, String> origins = new LinkedHashMap<>();
    for (var entry : new TreeMap<>(environment).entrySet()) {
      target(entry.getKey())
          .ifPresent(
              path -> {
                put(tree, path, value(entry.getKey(), entry.getValue()));
                origins.put(String.join(".", path), entry.getKey());
              });
    }
    return origins;
  }

  private Optional<List<String>> target(String variable) {
    ConfigurationKey key = byVariable.get(variable);
    if (key != null) {
      return Optional.of(key.path());
    }
    if (!variable.startsWith(KAFKA_PREFIX) || variable.length() == KAFKA_PREFIX.length()) {
      return Optional.empty();
    }
    String option =
        variable.substring(KAFKA_PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    List<String> path = new ArrayList<>(List.of("kafka"));
    for (String client : KAFKA_CLIENTS) {
      if (option.startsWith(client + ".")) {
        path.add(client);
        option = option.substring(client.length() + 1);
      }
    }
    path.add(option);
    return Optional.of(path);
  }

  private JsonNode value(String variable, String text) {
    ConfigurationKey key = byVariable.get(variable);
    return key == null ? TextNode.valueOf(text) : typed(key, text);
  }

  /** The text as the type that the key wants; text that does not fit stays text, for the schema. */
  static JsonNode typed(ConfigurationKey key, String text) {
    try {
      return switch (key.rule().path("type").asText()) {
        case "integer" -> JsonNodeFactory.instance.numberNode(new BigInteger(text.strip()));
        case "number" -> JsonNodeFactory.instance.numberNode(new BigDecimal(text.strip()));
        case "boolean" -> flag(text.strip());
        case "array" -> list(text);
        default -> TextNode.valueOf(text);
      };
    } catch (NumberFormatException e) {
      return TextNode.valueOf(text);
    }
  }

  private static JsonNode list(String text) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (String item : text.split(",", -1)) {
      list.add(item.strip());
    }
    return list;
  }

  private static JsonNode flag(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
        ? JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text))
        : TextNode.valueOf(text);
  }

  private static void put(ObjectNode tree, List<String> path, JsonNode value) {
    ObjectNode section = tree;
    for (String key : path.subList(0, path.size() - 1)) {
      JsonNode inner = section.get(key);
      section = inner instanceof ObjectNode object ? object : section.putObject(key);
    }
    section.set(path.get(path.size() - 1), value);
  }
}
