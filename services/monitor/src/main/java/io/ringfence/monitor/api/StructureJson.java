package io.ringfence.monitor.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.monitor.view.NodeState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A whole graph to be drawn: nodes as columns, edges as pairs of positions. Written off the event
 * loop, from a copy.
 */
record StructureJson(
    long graphVersion,
    boolean known,
    List<NodeState> nodes,
    Map<String, List<String>> neighbours,
    String lastEventId) {

  private static final JsonFactory JSON = new JsonFactory();

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(nodes.size() * 40 + 1024);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField("graphVersion", graphVersion);
      out.writeBooleanField("known", known);
      strings(out, "nodeIds", NodeState::nodeId);
      strings(out, "statuses", node -> node.status().name().substring(0, 1));
      optional(out, "predictedClasses", NodeState::predictedClass);
      optional(out, "labels", NodeState::label);
      optional(out, "regions", NodeState::region);
      numbers(out, "additions", NodeState::additions);
      numbers(out, "deletions", NodeState::deletions);
      edges(out);
      out.writeStringField("lastEventId", lastEventId);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void strings(JsonGenerator out, String name, Function<NodeState, String> column)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (NodeState node : nodes) {
      out.writeString(column.apply(node));
    }
    out.writeEndArray();
  }

  private void numbers(JsonGenerator out, String name, ToIntFunction<NodeState> column)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (NodeState node : nodes) {
      out.writeNumber(column.applyAsInt(node));
    }
    out.writeEndArray();
  }

  private void optional(JsonGenerator out, String name, Function<NodeState, OptionalInt> column)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (NodeState node : nodes) {
      OptionalInt value = column.apply(node);
      if (value.isPresent()) {
        out.writeNumber(value.getAsInt());
      } else {
        out.writeNull();
      }
    }
    out.writeEndArray();
  }

  private void edges(JsonGenerator out) throws IOException {
    Map<String, Integer> positions = new HashMap<>(nodes.size() * 2);
    for (int i = 0; i < nodes.size(); i++) {
      positions.put(nodes.get(i).nodeId(), i);
    }
    out.writeArrayFieldStart("edges");
    for (int i = 0; i < nodes.size(); i++) {
      for (String other : neighbours.getOrDefault(nodes.get(i).nodeId(), List.of())) {
        Integer position = positions.get(other);
        if (position != null && position > i) {
          out.writeNumber(i);
          out.writeNumber(position);
        }
      }
    }
    out.writeEndArray();
  }
}
