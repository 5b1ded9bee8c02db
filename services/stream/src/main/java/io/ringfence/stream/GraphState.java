package io.ringfence.stream;

import io.ringfence.engine.EpochLedger;
import io.ringfence.engine.FlipHistory;
import io.ringfence.engine.NodeCertificate;
import io.ringfence.engine.RestoredGraph;
import io.ringfence.engine.SessionMeta;
import io.ringfence.graph.EdgeState;
import io.ringfence.graph.NodeState;
import io.ringfence.schemas.RecordKeys;
import io.ringfence.schemas.v1.GraphElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One graph as it was read back: the last word per key, decoded. */
final class GraphState {

  private final Map<String, NodeState> nodes = new HashMap<>();
  private final Map<String, FlipHistory> flips = new HashMap<>();
  private final Map<String, EdgeState> edges = new HashMap<>();
  private final Map<String, NodeCertificate> certificates = new HashMap<>();
  private @Nullable SessionMeta meta;
  private @Nullable EpochLedger ledger;

  void put(String key, GraphElement element) {
    switch (element.getElementCase()) {
      case NODE -> {
        nodes.put(key, ChangelogCodec.decode(element.getNode()));
        flips.put(key, ChangelogCodec.flips(element.getNode()));
      }
      case EDGE -> edges.put(key, ChangelogCodec.decode(element.getEdge()));
      case META -> meta = ChangelogCodec.decode(element.getMeta());
      case EPOCH -> ledger = ChangelogCodec.decode(element.getEpoch());
      case ELEMENT_NOT_SET ->
          throw new IllegalArgumentException(
              "The element with key '%s' is of a kind that this version does not know; run the version that wrote it, or a newer one."
                  .formatted(key));
    }
  }

  void putCertificate(String key, NodeCertificate certificate) {
    certificates.put(key, certificate);
  }

  int nodes() {
    return nodes.size();
  }

  /** The graph, or nothing if no update of it was ever committed. */
  Optional<RestoredGraph> restored() {
    SessionMeta known = meta;
    if (known == null) {
      return Optional.empty();
    }
    return Optional.of(
        new RestoredGraph(
            known,
            Optional.ofNullable(ledger),
            List.copyOf(nodes.values()),
            List.copyOf(edges.values()),
            flips.values().stream().filter(history -> !history.flips().isEmpty()).toList(),
            List.copyOf(certificates.values())));
  }

  /** The graph id that a key of changelog or certificates begins with. */
  static String graphId(String key) {
    return RecordKeys.split(key).get(0);
  }
}
