package io.ringfence.hosting.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Puts what the schema validator finds into value, rule and remedy. */
final class FaultWording {
  private static final int NEAR = 3;

  private final ConfigurationSchema schema;

  FaultWording(ConfigurationSchema schema) {
    this.schema = schema;
  }

  ConfigurationFault fault(Error error) {
    List<String> path = path(error.getInstanceLocation());
    JsonNode schemaNode = error.getSchemaNode();
    String rule = schemaNode == null ? "" : text(schemaNode);
    String value = Secrets.mask(String.join(".", path), error.getInstanceNode());
    return switch (error.getKeyword()) {
      case "additionalProperties" -> unknown(path, String.valueOf(error.getProperty()));
      case "required" ->
          new ConfigurationFault(
              join(path, String.valueOf(error.getProperty())), "is missing; it must be given.");
      case "type" -> of(path, "%s must be of type %s.", value, rule);
      case "minimum" -> of(path, "%s must be >= %s.", value, rule);
      case "maximum" -> of(path, "%s must be <= %s.", value, rule);
      case "exclusiveMinimum" -> of(path, "%s must be > %s.", value, rule);
      case "exclusiveMaximum" -> of(path, "%s must be < %s.", value, rule);
      case "enum" -> of(path, "%s must be one of %s.", value, rule);
      case "pattern" -> of(path, "%s must match %s.", value, rule);
      case "minLength" -> of(path, "%s must not be empty.", value);
      default -> of(path, "%s %s.", value, error.getMessage());
    };
  }

  private ConfigurationFault unknown(List<String> path, String key) {
    String hint =
        nearest(key, schema.children(path))
            .map(near -> "is not a known key; did you mean '%s'?".formatted(near))
            .orElse("is not a known key; remove it.");
    return new ConfigurationFault(join(path, key), hint);
  }

  /** The candidate that differs least from a word, if any is near. */
  static Optional<String> nearest(String word, List<String> candidates) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return candidates.stream()
        .filter(candidate -> distance.apply(word, candidate) <= NEAR)
        .min(Comparator.comparing(candidate -> distance.apply(word, candidate)));
  }

  private static ConfigurationFault of(List<String> path, String format, Object... values) {
    return new ConfigurationFault(String.join(".", path), format.formatted(values));
  }

  private static String text(JsonNode rule) {
    return rule.isArray()
        ? StreamSupport.stream(rule.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(", "))
        : rule.asText();
  }

  private static List<String> path(NodePath location) {
    List<String> path = new ArrayList<>();
    for (int i = 0; i < location.getNameCount(); i++) {
      path.add(location.getName(i));
    }
    return path;
  }

  private static String join(List<String> path, String key) {
    return path.isEmpty() ? key : String.join(".", path) + "." + key;
  }
}
