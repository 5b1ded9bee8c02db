package io.ringfence.deployment;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** YAML in which a key that occurs twice is a fault. */
final class Yaml {

  private static final ObjectMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .build();

  private Yaml() {}

  static JsonNode file(Path path) throws IOException {
    return MAPPER.readTree(Files.readString(path));
  }

  static JsonNode text(String text) throws IOException {
    return MAPPER.readTree(text);
  }

  /** The objects as one array. */
  static JsonNode tree(List<JsonNode> objects) {
    return MAPPER.createArrayNode().addAll(objects);
  }

  /** All documents that hold something. */
  static List<JsonNode> documents(String text) throws IOException {
    try (var parser = MAPPER.getFactory().createParser(text)) {
      return MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(parser).readAll().stream()
          .filter(document -> document.isObject())
          .toList();
    }
  }
}
