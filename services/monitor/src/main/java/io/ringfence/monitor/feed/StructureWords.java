package io.ringfence.monitor.feed;

import io.ringfence.client.Word;
import io.ringfence.monitor.view.Edge;
import io.ringfence.schemas.RecordKeys;
import java.util.List;
import java.util.Optional;

/** Edges from the changelog. Their keys say everything; values are not read. */
public final class StructureWords {

  private static final String EDGE = "edge";
  private static final int PARTS = 4;

  private StructureWords() {}

  /** An edge that came or went. */
  public record EdgeWord(String graphId, Edge edge, boolean present) {}

  /** The edge that a record of the changelog is about; empty if it is about something else. */
  public static Optional<EdgeWord> of(Word.Other word) {
    String key = word.key().text();
    List<String> parts = split(key);
    if (parts.size() != PARTS || !parts.get(1).equals(EDGE)) {
      return Optional.empty();
    }
    return Optional.of(
        new EdgeWord(parts.get(0), Edge.of(parts.get(2), parts.get(3)), !word.value().isAbsent()));
  }

  private static List<String> split(String key) {
    try {
      return RecordKeys.split(key);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }
}
