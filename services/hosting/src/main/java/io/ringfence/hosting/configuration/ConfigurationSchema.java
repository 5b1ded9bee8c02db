package io.ringfence.hosting.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The JSON Schema of the configuration: its keys, their defaults, and its judgement of a tree. */
public final class ConfigurationSchema {
  private final ObjectNode root;
  private final Schema validator;

  private ConfigurationSchema(ObjectNode root) {
    this.root = root;
    this.validator =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(root);
  }

  /**
   * @param beside the class in whose package the resource lies
   */
  public static ConfigurationSchema load(Class<?> beside, String resource) {
    try (InputStream in = beside.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path.");
      }
      return new ConfigurationSchema((ObjectNode) new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All settings, in the order of the schema; sections are not among them. */
  public List<ConfigurationKey> keys() {
    List<ConfigurationKey> keys = new ArrayList<>();
    collect(root, List.of(), keys);
    return keys;
  }

  /** A text as the type that the key of a path wants. */
  JsonNode typed(String path, String text) {
    return keys().stream()
        .filter(key -> key.name().equals(path))
        .findFirst()
        .map(key -> EnvironmentOverrides.typed(key, text))
        .orElseGet(() -> TextNode.valueOf(text));
  }

  /** Names of all direct children of a section, given by its path; empty if there is none. */
  List<String> children(List<String> section) {
    JsonNode node = root;
    for (String key : section) {
      node = resolve(node.path("properties").path(key));
    }
    List<String> names = new ArrayList<>();
    node.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The description of a top-level section. */
  String description(String section) {
    return root.path("properties").path(section).path("description").asText();
  }

  /** Gives every key that is absent its default, where it has one and its section is sound. */
  void fillDefaults(ObjectNode tree) {
    for (ConfigurationKey key : keys()) {
      JsonNode value = key.rule().get("default");
      if (value != null) {
        setIfAbsent(tree, key.path(), value);
      }
    }
  }

  List<ConfigurationFault> validate(JsonNode tree) {
    FaultWording wording = new FaultWording(this);
    return validator.validate(tree).stream().map(wording::fault).distinct().toList();
  }

  private void collect(JsonNode section, List<String> path, List<ConfigurationKey> keys) {
    for (var property : section.path("properties").properties()) {
      List<String> inner = new ArrayList<>(path);
      inner.add(property.getKey());
      ObjectNode rule = resolve(property.getValue());
      if (rule.path("type").asText().equals("object")) {
        collect(rule, inner, keys);
      } else {
        keys.add(new ConfigurationKey(inner, rule));
      }
    }
  }

  private ObjectNode resolve(JsonNode rule) {
    if (!rule.has("$ref")) {
      return rule.isObject() ? (ObjectNode) rule : root.objectNode();
    }
    ObjectNode merged = root.at(rule.get("$ref").asText().substring(1)).deepCopy();
    merged.setAll((ObjectNode) rule);
    merged.remove("$ref");
    return merged;
  }

  private static void setIfAbsent(ObjectNode tree, List<String> path, JsonNode value) {
    ObjectNode section = tree;
    for (String key : path.subList(0, path.size() - 1)) {
      JsonNode inner = section.has(key) ? section.get(key) : section.putObject(key);
      if (!inner.isObject()) {
        return;
      }
      section = (ObjectNode) inner;
    }
    String last = path.get(path.size() - 1);
    if (!section.has(last)) {
      section.set(last, value);
    }
  }
}
