package io.ringfence.integration.truth;

import io.ringfence.integration.committed.ChangelogGraphs;
import io.ringfence.integration.committed.PlainGraph;
import io.ringfence.schemas.v1.Cell;
import io.ringfence.schemas.v1.EpochElement;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.GraphElement;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.NodeElement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One graph as its input makes it, beside what the topics say of it. Regions and noise, which
 * belong to the definition of the classifier, are those of the changelog.
 */
final class WatchedGraph {

  /** What exact predictions depend on beside the attributes. */
  private record Setting(
      List<String> ids, Set<PlainGraph.Edge> edges, List<Integer> regions, EpochElement epoch) {}

  private final String graphId;
  private final TinyDeployment deployment;
  private final PlainGraph graph = new PlainGraph(TinyDeployment.RULES);
  private final Map<String, NodeElement> loggedNodes = new TreeMap<>();
  private final Set<PlainGraph.Edge> loggedEdges = new HashSet<>();
  private final Map<String, NodeCertificate> words = new TreeMap<>();
  private EpochElement epoch = EpochElement.getDefaultInstance();
  private @Nullable GraphCertificate word;
  private @Nullable Setting setting;
  private @Nullable Enumeration enumeration;

  WatchedGraph(String graphId, TinyDeployment deployment) {
    this.graphId = graphId;
    this.deployment = deployment;
  }

  /** Whether the input's record is taken. */
  boolean take(Step step) {
    return step.update().isPresent() && graph.apply(step.update().get()).isEmpty();
  }

  void log(Seen.Element element) {
    List<String> key = element.key();
    GraphElement record = element.record().orElse(GraphElement.getDefaultInstance());
    switch (key.get(1)) {
      case "node" -> {
        if (record.hasNode()) {
          loggedNodes.put(key.get(2), record.getNode());
        } else {
          loggedNodes.remove(key.get(2));
        }
      }
      case "edge" -> {
        PlainGraph.Edge edge = PlainGraph.Edge.of(key.get(2), key.get(3));
        if (record.hasEdge()) {
          loggedEdges.add(edge);
        } else {
          loggedEdges.remove(edge);
        }
      }
      case "epoch" -> epoch = record.getEpoch();
      default -> {}
    }
  }

  void hear(Seen.Word said) {
    said.record()
        .ifPresentOrElse(
            record -> words.put(said.nodeId(), record), () -> words.remove(said.nodeId()));
  }

  void hear(GraphCertificate said) {
    word = said;
  }

  /** Holds everything that is in force against the graph as it now is. */
  void check(Tally tally) {
    checkBooks(tally);
    for (NodeCertificate said : words.values()) {
      if (said.getStatus() == NodeCertificate.Status.CERTIFIED) {
        checkWord(said, tally);
      }
    }
    GraphCertificate said = word;
    if (said != null) {
      said.getCellsList().stream()
          .filter(cell -> cell.getCertified() > 0)
          .forEach(cell -> checkCell(cell, tally));
    }
  }

  private void checkBooks(Tally tally) {
    Map<String, PlainGraph.Node> logged = new HashMap<>();
    loggedNodes.forEach((id, node) -> logged.put(id, ChangelogGraphs.plain(node)));
    if (!logged.equals(graph.nodes()) || !loggedEdges.equals(graph.edges())) {
      account(tally, "the changelog has " + logged + " " + loggedEdges);
    }
    if (!words.keySet().equals(graph.nodes().keySet())) {
      account(tally, "there are words on " + words.keySet());
    }
    GraphCertificate said = word;
    if (said == null) {
      if (!words.isEmpty()) {
        account(tally, "there is no word on the graph");
      }
    } else if (said.getNodes() != graph.nodes().size()
        || said.getEdges() != graph.edges().size()
        || said.getCertified() != count(NodeCertificate.Status.CERTIFIED)
        || said.getPending() != count(NodeCertificate.Status.PENDING)
        || said.getAbstained() != count(NodeCertificate.Status.ABSTAINED)) {
      account(tally, "the word on the graph is " + said);
    }
  }

  private void account(Tally tally, String what) {
    tally.violate(
        Violation.Kind.ACCOUNT,
        "graph %s is %s %s, but %s",
        graphId,
        graph.nodes(),
        graph.edges(),
        what);
  }

  private long count(NodeCertificate.Status status) {
    return words.values().stream().filter(w -> w.getStatus() == status).count();
  }

  private void checkWord(NodeCertificate said, Tally tally) {
    int node = List.copyOf(graph.nodes().keySet()).indexOf(said.getNodeId());
    NodeElement logged = loggedNodes.get(said.getNodeId());
    if (node < 0 || logged == null) {
      untrue(tally, "of a node that is gone", said);
      return;
    }
    if (said.getEpoch() != epoch.getNumber() || said.getRegion() != logged.getRegion()) {
      untrue(tally, "of another epoch or region", said);
      return;
    }
    Enumeration exact = enumeration();
    int code = code();
    if (exact.prediction(node, code) != said.getPredictedClass()) {
      untrue(tally, "another class is predicted", said);
    }
    if (!exact.survives(node, code, said.getRadii().getAdditions(), 0)
        || !exact.survives(node, code, 0, said.getRadii().getDeletions())) {
      untrue(tally, "the radius is too large", said);
    }
    tally.records++;
    tally.displaced += said.hasDisplacement() ? 1 : 0;
  }

  private void checkCell(Cell cell, Tally tally) {
    int unchanged = enumeration().fewestUnchanged(code(), cell.getAdditions(), cell.getDeletions());
    if (unchanged < cell.getCertified()) {
      untrue(tally, "only " + unchanged + " predictions stay", cell);
    }
    tally.cells++;
  }

  private void untrue(Tally tally, String why, Object said) {
    tally.violate(
        Violation.Kind.UNTRUE,
        "graph %s is %s %s in %s: %s, but the topic says%n%s",
        graphId,
        graph.nodes(),
        graph.edges(),
        String.valueOf(setting),
        why,
        said);
  }

  private Enumeration enumeration() {
    List<String> ids = List.copyOf(graph.nodes().keySet());
    List<Integer> regions =
        ids.stream()
            .map(id -> loggedNodes.getOrDefault(id, NodeElement.getDefaultInstance()).getRegion())
            .toList();
    Setting now = new Setting(ids, graph.edges(), regions, epoch);
    Enumeration known = enumeration;
    if (known == null || !now.equals(setting)) {
      TinyNetwork network = deployment.network();
      known =
          new Enumeration(
              network,
              Shape.of(ids, graph.edges(), network.means()),
              new Noise(epoch, regions),
              deployment.votes());
      enumeration = known;
      setting = now;
    }
    return known;
  }

  private int code() {
    int code = 0;
    int node = 0;
    for (PlainGraph.Node known : graph.nodes().values()) {
      for (int bit : known.ones()) {
        code |= 1 << (node * TinyNetwork.ATTRIBUTES + bit);
      }
      node++;
    }
    return code;
  }
}
