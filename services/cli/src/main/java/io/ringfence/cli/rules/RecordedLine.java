package io.ringfence.cli.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of a recording: a record of a topic as {@code kcat -J} writes it, of which {@code
 * topic}, {@code ts} (milliseconds since 1970), {@code key} and {@code payload} (the value as text,
 * null for a tombstone) are used.
 */
record RecordedLine(String topic, Instant at, String key, Optional<String> value) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @throws IOException if it is no such line
   */
  static RecordedLine parse(String line) throws IOException {
    JsonNode tree;
    try {
      tree = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException("is no JSON (" + e.getOriginalMessage() + ")", e);
    }
    if (!tree.path("topic").isTextual()
        || !tree.path("ts").canConvertToLong()
        || !tree.path("key").isTextual()
        || !(tree.path("payload").isTextual() || tree.path("payload").isNull())) {
      throw new IOException("lacks one of topic, ts, key and payload");
    }
    return new RecordedLine(
        tree.path("topic").asText(),
        Instant.ofEpochMilli(tree.path("ts").asLong()),
        tree.path("key").asText(),
        tree.path("payload").isNull()
            ? Optional.empty()
            : Optional.of(tree.path("payload").asText()));
  }

  String text() {
    ObjectNode tree =
        JSON.createObjectNode().put("topic", topic).put("ts", at.toEpochMilli()).put("key", key);
    value.ifPresentOrElse(text -> tree.put("payload", text), () -> tree.putNull("payload"));
    return tree.toString();
  }
}
