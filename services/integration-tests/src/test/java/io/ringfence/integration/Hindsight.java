package io.ringfence.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.EdgeState;
import io.ringfence.graph.Epoch;
import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.NodeState;
import io.ringfence.graph.ReceptiveField;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.UpdateOutcome;
import io.ringfence.schemas.RecordKeys;
import io.ringfence.schemas.v1.EpochElement;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.GraphElement;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.NodeElement;
import io.ringfence.schemas.v1.ScheduleRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Applies a script to a graph of its own, with the epochs that the changelog tells of, and holds
 * all that was committed against it.
 */
final class Hindsight {
  /** Of a convolution network with two layers, as the program trains it. */
  private static final ReceptiveField FIELD = new ReceptiveField(2, 2);

  /** An epoch as it was committed, with the region of every node at its opening. */
  private record Opening(Epoch epoch, Map<String, Integer> regionOf) {}

  private final String graphId;
  private final List<UpdateScript.Step> script;
  private final Committed committed;
  private final LiveGraph graph;
  private final Map<Long, Opening> openings = new HashMap<>();
  private final Map<String, GraphElement> latest = new HashMap<>();
  private final Map<String, List<Optional<NodeCertificate>>> words = new HashMap<>();
  private final DisplacedWords displaced = new DisplacedWords();
  private final Set<Long> transactionEnds = new HashSet<>();
  private final Set<Long> reached = new HashSet<>();
  private final Set<Long> epochs = new HashSet<>();
  private int checked;

  Hindsight(
      String graphId, AttributeSpec spec, List<UpdateScript.Step> script, Committed committed) {
    this.graphId = graphId;
    this.script = script;
    this.committed = committed;
    this.graph = new LiveGraph(spec, GraphLimits.DEFAULT, FIELD);
  }

  void check() {
    readChangelog();
    for (Committed.Entry<NodeCertificate> entry :
        Committed.of(graphId, committed.nodeCertificates())) {
      words.computeIfAbsent(entry.key(), key -> new ArrayList<>()).add(entry.message());
    }
    for (Committed.Entry<GraphCertificate> entry :
        Committed.of(graphId, committed.graphCertificates())) {
      entry.message().ifPresent(word -> transactionEnds.add(word.getGraphVersion()));
    }
    requireWordsInOrder();
    relive();
    assertThat(reached).as("not looked at, although the last version was committed").isEmpty();
    assertThat(checked).isPositive();
    requireSameGraph();
    requireLastWords();
  }

  /** Records that were held against the graph. */
  int checked() {
    return checked;
  }

  /** Epochs that certificates were given in; only after the check. */
  int epochs() {
    return epochs.size();
  }

  /** Versions rise, but where an epoch begins, which changes nothing of the graph. */
  private void readChangelog() {
    long version = 0;
    int begun = 0;
    EpochElement opening = null;
    Map<String, Integer> regionOf = new HashMap<>();
    for (Committed.Entry<GraphElement> entry : Committed.of(graphId, committed.changelog())) {
      entry
          .message()
          .ifPresentOrElse(m -> latest.put(entry.key(), m), () -> latest.remove(entry.key()));
      GraphElement element = entry.message().orElse(GraphElement.getDefaultInstance());
      if (element.hasEpoch()) {
        opening = element.getEpoch();
        regionOf = new HashMap<>();
      } else if (element.hasNode()) {
        regionOf.put(element.getNode().getNodeId(), element.getNode().getRegion());
      } else if (element.hasMeta()) {
        if (element.getMeta().getGraphVersion() == version) {
          assertThat(element.getMeta().getEpochsBegun()).isGreaterThan(begun);
        } else {
          assertThat(element.getMeta().getGraphVersion()).isGreaterThan(version);
        }
        version = element.getMeta().getGraphVersion();
        begun = element.getMeta().getEpochsBegun();
        if (opening != null) {
          assertThat(version).isEqualTo(opening.getOpenedAtVersion() + 1);
          openings.put(opening.getOpenedAtVersion(), new Opening(epoch(opening), regionOf));
          regionOf = new HashMap<>();
          opening = null;
        }
      }
    }
  }

  private void requireWordsInOrder() {
    words.forEach(
        (key, said) -> {
          long version = 0;
          for (Optional<NodeCertificate> word : said) {
            if (word.isPresent()) {
              NodeCertificate certificate = word.get();
              assertThat(certificate.getGraphVersion()).as(key).isGreaterThanOrEqualTo(version);
              version = certificate.getGraphVersion();
              assertThat(certificate.hasSampledVersion())
                  .isEqualTo(certificate.getStatus() != NodeCertificate.Status.PENDING);
              assertThat(certificate.getSampledVersion()).isLessThanOrEqualTo(version);
              epochs.add((long) certificate.getEpoch());
            }
          }
        });
  }

  private void relive() {
    displaced.see(graph);
    openEpochsThatWere();
    for (UpdateScript.Step step : script) {
      if (step.update().isEmpty()) {
        continue;
      }
      UpdateOutcome outcome = graph.apply(step.update().get());
      assertThat(outcome instanceof UpdateOutcome.Applied).isEqualTo(step.taken());
      if (outcome instanceof UpdateOutcome.Applied applied && !applied.isNoOp()) {
        displaced.see(graph);
        requireRevoked(applied);
        applied.flips().forEach(flip -> reached.addAll(flip.seenBy()));
        requireTrueIfCommitted();
        openEpochsThatWere();
      }
    }
  }

  /** None, one, or several one after the other. */
  private void openEpochsThatWere() {
    for (Opening next = openings.remove(graph.version());
        next != null;
        next = openings.remove(graph.version())) {
      open(next);
    }
  }

  private void open(Opening opening) {
    List<Integer> regionOf =
        graph.nodeIds().stream().map(id -> opening.regionOf().getOrDefault(id, -1)).toList();
    int regions = opening.epoch().schedule().regions();
    displaced.enter(BinaryNoiseSchedule.require(opening.epoch().schedule()));
    graph.openEpoch(opening.epoch(), new RegionAssignment(regions, regionOf, List.of(), List.of()));
    graph.ordinals().forEach(ordinal -> requireOfEpoch(ordinal, opening.epoch().number()));
    reached.addAll(graph.ordinals());
    requireTrueIfCommitted();
  }

  /** No word outlives its epoch, though those of the next may be from samples before it opened. */
  private void requireOfEpoch(long ordinal, long epoch) {
    inForce(ordinal)
        .filter(word -> word.getStatus() != NodeCertificate.Status.PENDING)
        .ifPresent(
            word ->
                assertThat(word.getEpoch())
                    .as("after the opening at version %d: %s", graph.version(), word)
                    .isEqualTo(epoch));
  }

  /**
   * What was in force of the nodes that changes of attributes reached still held after them, at
   * every version at which a transaction ended: nobody saw the others.
   */
  private void requireTrueIfCommitted() {
    if (transactionEnds.contains(graph.version())) {
      Set<Long> present = new HashSet<>(graph.ordinals());
      reached.stream().filter(present::contains).forEach(this::requireTrue);
      checked += reached.size();
      reached.clear();
    }
  }

  private void requireTrue(long ordinal) {
    inForce(ordinal)
        .filter(word -> word.getStatus() == NodeCertificate.Status.CERTIFIED)
        .ifPresent(word -> displaced.requireTrue(graph, word));
  }

  /** The last word on a node that speaks of the present version or an earlier one. */
  private Optional<NodeCertificate> inForce(long ordinal) {
    Optional<NodeCertificate> inForce = Optional.empty();
    for (Optional<NodeCertificate> word :
        words.getOrDefault(key(graph.node(ordinal).id()), List.of())) {
      if (word.isEmpty() || word.get().getGraphVersion() <= graph.version()) {
        inForce = word;
      }
    }
    return inForce.filter(word -> word.getOrdinal() == ordinal);
  }

  /**
   * Whatever a change of structure reaches is taken back at once: the word before it is followed by
   * PENDING or by the node's end, and no certificate after it is from samples before it.
   */
  private void requireRevoked(UpdateOutcome.Applied applied) {
    long version = applied.version();
    for (long ordinal : applied.revoked()) {
      String nodeId = graph.node(ordinal).id();
      List<Optional<NodeCertificate>> said = words.getOrDefault(key(nodeId), List.of());
      boolean held = false;
      for (Optional<NodeCertificate> word : said) {
        if (word.isEmpty() || word.get().getOrdinal() != ordinal) {
          held = false;
          continue;
        }
        NodeCertificate certificate = word.get();
        boolean pending = certificate.getStatus() == NodeCertificate.Status.PENDING;
        if (certificate.getGraphVersion() < version) {
          held = !pending;
          continue;
        }
        assertThat(held && !pending)
            .as("node %s is not revoked at version %d: %s", nodeId, version, certificate)
            .isFalse();
        held = false;
        if (!pending) {
          assertThat(certificate.getSampledVersion())
              .as("node %s, changed at version %d", nodeId, version)
              .isGreaterThanOrEqualTo(version);
        }
      }
      assertThat(held).as("node %s is not revoked at version %d", nodeId, version).isFalse();
    }
  }

  private void requireSameGraph() {
    assertThat(openings).as("epochs at versions that the graph does not have").isEmpty();
    Map<String, NodeState> expectedNodes = new TreeMap<>();
    graph.ordinals().forEach(o -> expectedNodes.put(graph.node(o).id(), graph.node(o)));
    Map<String, NodeState> nodes = new TreeMap<>();
    Set<EdgeState> edges = new HashSet<>();
    for (GraphElement element : latest.values()) {
      if (element.hasNode()) {
        nodes.put(element.getNode().getNodeId(), state(element.getNode()));
      } else if (element.hasEdge()) {
        edges.add(new EdgeState(element.getEdge().getSource(), element.getEdge().getTarget()));
      } else if (element.hasMeta()) {
        assertThat(element.getMeta().getGraphVersion()).isEqualTo(graph.version());
        assertThat(element.getMeta().getNextOrdinal()).isEqualTo(graph.nextOrdinal());
      }
    }
    assertThat(nodes).isEqualTo(expectedNodes);
    assertThat(edges).containsExactlyInAnyOrderElementsOf(graph.edgeStates());
  }

  private void requireLastWords() {
    List<Committed.Entry<GraphCertificate>> graphs =
        Committed.of(graphId, committed.graphCertificates());
    GraphCertificate last = graphs.get(graphs.size() - 1).message().orElseThrow();
    assertThat(last.getGraphVersion()).isEqualTo(graph.version());
    assertThat(last.getNodes()).isEqualTo(graph.nodes());
    assertThat(last.getEdges()).isEqualTo(graph.edges());
    assertThat(last.getPending()).isZero();
    assertThat(last.getCertified()).isPositive();

    Map<String, Long> ordinals = new HashMap<>();
    int certified = 0;
    for (Map.Entry<String, List<Optional<NodeCertificate>>> said : words.entrySet()) {
      Optional<NodeCertificate> word = said.getValue().get(said.getValue().size() - 1);
      if (word.isPresent()) {
        ordinals.put(word.get().getNodeId(), word.get().getOrdinal());
        assertThat(word.get().getStatus()).isNotEqualTo(NodeCertificate.Status.PENDING);
        certified += word.get().getStatus() == NodeCertificate.Status.CERTIFIED ? 1 : 0;
      }
    }
    Map<String, Long> expected = new HashMap<>();
    graph.ordinals().forEach(ordinal -> expected.put(graph.node(ordinal).id(), ordinal));
    assertThat(ordinals).isEqualTo(expected);
    assertThat(last.getCertified()).isEqualTo(certified);
  }

  private String key(String nodeId) {
    return RecordKeys.ofNode(graphId, nodeId);
  }

  private static Epoch epoch(EpochElement element) {
    List<List<NoiseLevel>> rows = new ArrayList<>();
    for (ScheduleRow row : element.getScheduleList()) {
      List<NoiseLevel> levels = new ArrayList<>();
      for (int j = 0; j < row.getAdditionThresholdsCount(); j++) {
        levels.add(new NoiseLevel(row.getAdditionThresholds(j), row.getDeletionThresholds(j)));
      }
      rows.add(levels);
    }
    return new Epoch(
        element.getNumber(), element.getOpenedAtVersion(), BinaryNoiseSchedule.of(rows));
  }

  private static NodeState state(NodeElement node) {
    return new NodeState(
        node.getNodeId(),
        node.getOrdinal(),
        new BinaryAttributes(node.getBinary().getOnesList()),
        node.hasLabel() ? OptionalInt.of(node.getLabel()) : OptionalInt.empty(),
        node.hasRegion() ? node.getRegion() : -1);
  }
}
