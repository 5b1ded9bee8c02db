package io.ringfence.integration.committed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import io.ringfence.schemas.RecordKeys;
import io.ringfence.schemas.v1.GraphElement;
import io.ringfence.schemas.v1.NodeElement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The graphs as a compacted changelog keeps them. */
public final class ChangelogGraphs {

  /** Nodes and edges of one graph. */
  public record Content(Map<String, PlainGraph.Node> nodes, Set<PlainGraph.Edge> edges) {}

  private ChangelogGraphs() {}

  /** Those that are not empty, by id. */
  @SuppressWarnings("NullAway") // a tombstone has no value
  public static Map<String, Content> of(List<ConsumerRecord<byte[], byte[]>> changelog)
      throws InvalidProtocolBufferException {
    Map<String, GraphElement> latest = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : changelog) {
      String key = new String(record.key(), UTF_8);
      if (record.value() == null) {
        latest.remove(key);
      } else {
        latest.put(key, GraphElement.parseFrom(record.value()));
      }
    }
    Map<String, Content> graphs = new TreeMap<>();
    latest.forEach(
        (key, element) -> {
          List<String> parts = RecordKeys.split(key);
          if (element.hasNode()) {
            content(graphs, parts).nodes().put(parts.get(2), plain(element.getNode()));
          } else if (element.hasEdge()) {
            content(graphs, parts).edges().add(PlainGraph.Edge.of(parts.get(2), parts.get(3)));
          }
        });
    return graphs;
  }

  private static Content content(Map<String, Content> graphs, List<String> key) {
    return graphs.computeIfAbsent(key.get(0), id -> new Content(new TreeMap<>(), new HashSet<>()));
  }

  /** A node without what the certifier adds. */
  public static PlainGraph.Node plain(NodeElement node) {
    return new PlainGraph.Node(
        new TreeSet<>(node.getBinary().getOnesList()),
        node.hasLabel() ? OptionalInt.of(node.getLabel()) : OptionalInt.empty());
  }
}
