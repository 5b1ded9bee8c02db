package io.ringfence.engine;

import io.ringfence.graph.ElementChange;
import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.Ordinals;
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
  private @Nullable OpenEpoch epoch;
  private final NodeTable nodes;
  private final CollectiveLedger collective = new CollectiveLedger();
  private final TasksUnderWay underWay = new TasksUnderWay();
  private final Speaker speaker;
  private final DisplacementLedger displacement;
  private final Revocation revocation;
  private final Settling settling;
  private final TaskGrowth growth = new TaskGrowth();
  private long round;
  private long results;
  private long planned;
  private long edgesPut;

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
    this.nodes = new NodeTable(settings.renewal());
    this.speaker = new Speaker(graph, regions, nodes, epoch, collective);
    this.displacement =
        new DisplacementLedger(
            graph, regions, nodes, collective, epoch == null ? null : epoch.price());
    this.revocation = new Revocation(graph, nodes, collective, displacement, speaker, settings);
    this.settling = new Settling(nodes, collective, displacement, settings.radiusCap());
  }

  /** Null before the first epoch. */
  @Nullable OpenEpoch epoch() {
    return epoch;
  }

  /** Number of the epoch, 0 before the first. */
  long number() {
    return epoch == null ? 0 : epoch.number();
  }

  OpenEpoch requireEpoch() {
    OpenEpoch open = epoch;
    if (open == null) {
      throw new IllegalStateException("No epoch has begun.");
    }
    return open;
  }

  /** The regions are those of the graph now; only what the ledger says of the opening is new. */
  void open(EpochLedger ledger) {
    epoch = new OpenEpoch(ledger, requireEpoch().price());
  }

  /** Results that were looked at. */
  long results() {
    return results;
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
   * Takes from the certificates what an update costs them; {@link Revocation#judge} or {@link
   * Revocation#speak} must follow.
   */
  void apply(UpdateOutcome.Applied applied) {
    for (ElementChange change : applied.changes()) {
      edgesPut += change instanceof ElementChange.EdgeWritten ? 1 : 0;
    }
    revocation.by(applied, underWay.versions());
    if (!applied.revoked().isEmpty() || !applied.removed().isEmpty()) {
      underWay.cancelObsolete(nodes);
    }
  }

  /**
   * Begins with the nodes of the generation before, of which nothing is known here: all of them
   * wait.
   */
  void inherit(Generation before) {
    before.nodes.all().forEach(elder -> nodes.add(elder.heir(graph.version())));
    collective.touch();
  }

  /** New nodes of the generation in force are new here, too. */
  void adopt(List<Long> newcomers, Generation inForce) {
    for (long ordinal : newcomers) {
      NodeEntry elder = inForce.nodes.find(ordinal);
      if (elder != null && nodes.find(ordinal) == null) {
        nodes.add(elder.heir(graph.version()));
      }
    }
  }

  /** Nodes that have a certificate in another generation and could have one here, but wait. */
  long losses(Generation inForce) {
    return inForce.nodes.all().stream()
        .filter(elder -> elder.isCertified() && isAwaited(elder))
        .count();
  }

  private boolean isAwaited(NodeEntry elder) {
    NodeEntry own = nodes.find(elder.ordinal());
    return own != null && own.isPending() && mayCertify(own);
  }

  /** Whether the epoch's share of α covers the node. */
  boolean mayCertify(NodeEntry entry) {
    OpenEpoch open = epoch;
    return open != null && open.ledger().covers(entry.ordinal());
  }

  /**
   * Takes the place of the generation before, of which all is said.
   *
   * @return word on all nodes but those that waited there and wait here
   */
  List<NodeCertificate> succeed(Generation before) {
    before.speaker.survival().ifPresent(speaker::updated);
    List<NodeCertificate> said = new ArrayList<>();
    for (NodeEntry entry : nodes.all()) {
      NodeEntry elder = before.nodes.find(entry.ordinal());
      if (elder != null && elder.isPending() && entry.isPending()) {
        entry.said(elder.saidLabel());
      } else {
        said.add(speaker.node(entry));
      }
    }
    return said;
  }

  /** Revokes every word for a reason that lies outside of the graph; whether there was one. */
  boolean revokeAll(PendingReason reason) {
    List<Long> settled =
        nodes.all().stream().filter(e -> !e.isPending()).map(NodeEntry::ordinal).toList();
    if (settled.isEmpty()) {
      return false;
    }
    underWay.cancelAll();
    revocation.revoke(Ordinals.copyOf(settled), reason);
    collective.clear();
    return true;
  }

  /** Node-samples of all tasks so far. */
  long planned() {
    return planned;
  }

  /** The next certification, as large as its room allows; empty if nobody may go. */
  Optional<CertificationTask> plan(TaskPlanner tasks, TaskLimits limits, Urgency urgency) {
    List<NodeEntry> chosen = nodes.mostUrgent(limits.nodes(), urgency);
    if (chosen.isEmpty()) {
      growth.planned(false);
      return Optional.empty();
    }
    List<NodeEntry> fitting = tasks.fitting(chosen, growth.next(limits.work()));
    growth.planned(fitting.size() < chosen.size());
    CertificationTask task = tasks.certification(fitting, regions, requireEpoch());
    planned += task.work();
    underWay.add(task);
    return Optional.of(task);
  }

  /** Judges what updates have left of the certificates, and leaves the words for later. */
  void judge() {
    revocation.judge();
  }

  /** What was committed of the nodes holds again; those of which nothing was wait. */
  void restore(RestoredGraph restored) {
    OpenEpoch open = epoch;
    if (open != null) {
      long edgesThen = open.ledger().shape().map(GraphShape::edges).orElse((long) graph.edges());
      edgesPut = Math.max(0, graph.edges() - edgesThen);
    }
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

  /** How far the graph has moved since the epoch opened; empty before the first. */
  Optional<Drift> drift() {
    OpenEpoch open = epoch;
    if (open == null) {
      return Optional.empty();
    }
    GraphShape now = GraphShape.of(graph);
    return Optional.of(Drift.between(open.ledger().shape().orElse(now), now, edgesPut));
  }

  /** Takes in what a certification found; whether anything is to be said of it. */
  boolean settle(CertificationTask task, CertificationResult result) {
    if (!underWay.remove(task) || task.isCancelled()) {
      return false;
    }
    round++;
    results += result.settlements().size();
    underWay.completed();
    boolean settled = settling.settle(task, result, round) > 0;
    if (settled) {
      collective.touch();
    }
    return settled;
  }

  /** Gives up a certification; its nodes go on waiting. */
  void abandon(CertificationTask task) {
    underWay.remove(task);
  }

  /** The collective problem of all nodes that are certified now, if the last solution is stale. */
  Optional<CollectiveTask> planCollective(TaskPlanner tasks) {
    OpenEpoch open = epoch;
    if (open == null || nodes.isTouched() || !collective.isDue()) {
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
