package io.ringfence.engine;

import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.UpdateOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to one epoch of a graph: its regions and price, the word on every node, what updates
 * have taken from it, and the work under way. The generation before the first epoch knows the nodes
 * and certifies none.
 *
 * <p>Single writer, like the session that it belongs to.
 */
final class Generation {

  private final LiveGraph graph;
  private final CertificationSettings settings;
  private final EpochRegions regions;
  private final @Nullable OpenEpoch epoch;
  private final NodeTable nodes = new NodeTable();
  private final CollectiveLedger collective = new CollectiveLedger();
  private final TasksUnderWay underWay = new TasksUnderWay();
  private final Speaker speaker;
  private final DisplacementLedger displacement;
  private final Revocation revocation;
  private final Settling settling;
  private long round;

  /**
   * @param epoch null before the first
   */
  Generation(
      LiveGraph graph,
      CertificationSettings settings,
      EpochRegions regions,
      @Nullable OpenEpoch epoch) {
    this.graph = graph;
    this.settings = settings;
    this.regions = regions;
    this.epoch = epoch;
    this.speaker = new Speaker(graph, regions, nodes, epoch, collective);
    this.displacement =
        new DisplacementLedger(
            graph, regions, nodes, collective, epoch == null ? null : epoch.price());
    this.revocation = new Revocation(graph, nodes, collective, displacement, speaker, settings);
    this.settling = new Settling(nodes, collective, displacement, speaker, settings.radiusCap());
  }

  /** Null before the first epoch. */
  @Nullable OpenEpoch epoch() {
    return epoch;
  }

  /** Number of the epoch, 0 before the first. */
  long number() {
    return epoch == null ? 0 : epoch.number();
  }

  EpochRegions regions() {
    return regions;
  }

  NodeTable nodes() {
    return nodes;
  }

  Speaker speaker() {
    return speaker;
  }

  DisplacementLedger displacement() {
    return displacement;
  }

  Revocation revocation() {
    return revocation;
  }

  TasksUnderWay underWay() {
    return underWay;
  }

  /**
   * Takes from the certificates what an update costs them.
   *
   * @return new word on nodes
   */
  List<NodeCertificate> apply(UpdateOutcome.Applied applied) {
    List<NodeCertificate> said = revocation.by(applied, underWay.versions());
    underWay.cancelObsolete(nodes);
    return said;
  }

  /**
   * Begins with the nodes of the generation before, of which nothing is known here.
   *
   * @return new word on the nodes that had a settled status there
   */
  List<NodeCertificate> inherit(Generation before) {
    List<NodeCertificate> said = new ArrayList<>();
    before.speaker.survival().ifPresent(speaker::updated);
    for (NodeEntry elder : before.nodes.all()) {
      NodeEntry heir = elder.heir(graph.version());
      nodes.add(heir);
      if (!elder.isPending()) {
        said.add(speaker.node(heir));
      }
    }
    return said;
  }

  /** What was committed of the nodes holds again; those of which nothing was wait. */
  void restore(RestoredGraph restored) {
    OpenEpoch open = epoch;
    restored.flips().forEach(displacement::restore);
    for (NodeCertificate certificate : restored.certificates()) {
      long ordinal = graph.ordinal(certificate.nodeId()).orElse(-1);
      if (ordinal == certificate.ordinal()) {
        NodeEntry entry = NodeEntry.restored(certificate);
        if (open != null) {
          displacement.restore(entry, open.price(), settings.radiusCap());
        }
        nodes.add(entry);
        nodes.watch(entry);
      }
    }
    for (long ordinal : graph.ordinals()) {
      if (nodes.find(ordinal) == null) {
        revocation.addPending(ordinal);
      }
    }
    if (nodes.counts().certified() > 0) {
      collective.touch();
    }
  }

  /** Takes in what a certification found; empty if it is not one of these or says nothing new. */
  List<NodeCertificate> settle(CertificationTask task, CertificationResult result) {
    if (!underWay.remove(task)) {
      return List.of();
    }
    round++;
    List<NodeCertificate> said = settling.settle(task, result, round);
    if (!said.isEmpty()) {
      collective.touch();
    }
    return said;
  }

  /** Gives up a certification; its nodes go on waiting. */
  void abandon(CertificationTask task) {
    underWay.remove(task);
  }

  /** The collective problem of all nodes that are certified now, if the last solution is stale. */
  Optional<CollectiveTask> planCollective(TaskPlanner tasks) {
    OpenEpoch open = epoch;
    if (open == null || !collective.isDue()) {
      return Optional.empty();
    }
    round++;
    collective.plan(round, graph.version());
    return Optional.of(tasks.collective(nodes, regions, open, round));
  }

  CollectiveLedger collective() {
    return collective;
  }
}
