package io.ringfence.engine;

import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.graph.ElementChange;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.NodeState;
import io.ringfence.graph.Subgraph;
import io.ringfence.graph.UpdateOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of one graph: its state, the word given on each node, and what to do next.
 *
 * <p>Invariant: after every call, with the returned output committed, each node whose last record
 * says CERTIFIED has that certificate for the graph as it now is. An update revokes what it may
 * reach in the very call that applies it; a certification that was overtaken by an update is thrown
 * away.
 *
 * <p>Single writer: not thread-safe. Tasks taken from a session run on other threads and are handed
 * back to {@code settle}. At most one certification and one collective solution are under way.
 */
public final class GraphSession {

  private final String graphId;
  private final CertificationSettings settings;
  private final LiveGraph graph;
  private final NodeTable nodes = new NodeTable();
  private final CollectiveLedger collective = new CollectiveLedger();
  private final EpochKeeper epochs;
  private final TaskPlanner tasks;
  private final Speaker speaker;
  private @Nullable CertificationTask inFlight;
  private long round;

  private GraphSession(
      String graphId,
      CertificationSettings settings,
      EpochPlanner planner,
      MasterSeed seed,
      LiveGraph graph) {
    this.graphId = graphId;
    this.settings = settings;
    this.graph = graph;
    this.epochs = new EpochKeeper(settings, planner);
    this.tasks = new TaskPlanner(graphId, settings, seed, graph);
    this.speaker = new Speaker(graph, nodes, epochs, collective);
  }

  /** The session of a graph of which nothing is known yet. */
  public static GraphSession empty(
      String graphId, CertificationSettings settings, EpochPlanner planner, MasterSeed seed) {
    LiveGraph graph = new LiveGraph(settings.attributes(), settings.limits(), settings.field());
    return new GraphSession(graphId, settings, planner, seed, graph);
  }

  /**
   * The session of a graph as it was committed. Certificates stay in force; nodes without one wait.
   * If it was certified under other settings, a new epoch is due at once.
   *
   * @throws IllegalArgumentException if the parts contradict each other or the settings
   */
  public static GraphSession restore(
      String graphId,
      CertificationSettings settings,
      EpochPlanner planner,
      MasterSeed seed,
      RestoredGraph restored) {
    LiveGraph graph =
        LiveGraph.restore(
            settings.attributes(),
            settings.limits(),
            settings.field(),
            restored.nodes(),
            restored.edges(),
            restored.meta().version(),
            restored.meta().nextOrdinal(),
            restored.ledger().map(EpochLedger::epoch));
    GraphSession session = new GraphSession(graphId, settings, planner, seed, graph);
    restored.ledger().ifPresent(session.epochs::enter);
    session.restoreStatuses(restored.certificates());
    return session;
  }

  private void restoreStatuses(List<NodeCertificate> certificates) {
    for (NodeCertificate certificate : certificates) {
      long ordinal = graph.ordinal(certificate.nodeId()).orElse(-1);
      if (ordinal == certificate.ordinal()) {
        nodes.add(NodeEntry.restored(certificate));
      }
    }
    for (long ordinal : graph.ordinals()) {
      if (nodes.find(ordinal) == null) {
        addPending(ordinal);
      }
    }
    if (nodes.counts().certified() > 0) {
      collective.touch();
    }
  }

  public String graphId() {
    return graphId;
  }

  public long version() {
    return graph.version();
  }

  /** Nodes by status. */
  public StatusCounts counts() {
    return nodes.counts();
  }

  /** The whole graph as it is; regions are 0 before the first epoch. Cost: a copy of the graph. */
  public Subgraph whole() {
    return graph.whole();
  }

  /** The current word on the graph. Cost: a walk over all nodes. */
  public GraphCertificate certificate() {
    return speaker.graph();
  }

  /**
   * Applies an update whole or not at all and revokes every certificate that it may invalidate.
   * Cost: the ops and the nodes within reach of them.
   */
  public ApplyOutcome apply(GraphUpdate update) {
    UpdateOutcome outcome = graph.apply(update);
    if (outcome instanceof UpdateOutcome.Rejected rejected) {
      return new ApplyOutcome.Rejected(rejected.reason(), rejected.message());
    }
    UpdateOutcome.Applied applied = (UpdateOutcome.Applied) outcome;
    if (applied.isNoOp()) {
      return new ApplyOutcome.Applied(SessionOutput.NOTHING);
    }
    List<String> removed = forget(applied.removed());
    List<NodeCertificate> said =
        revoke(applied.affected(), PendingReason.CHANGE_IN_RECEPTIVE_FIELD);
    said.addAll(relabelled(applied, said));
    cancelIfObsolete();
    return new ApplyOutcome.Applied(output(applied.changes(), Optional.empty(), said, removed));
  }

  private List<String> forget(List<NodeState> removed) {
    List<String> ids = new ArrayList<>(removed.size());
    for (NodeState node : removed) {
      NodeEntry entry = nodes.remove(node.ordinal());
      if (entry != null && entry.isCertified()) {
        collective.lose(entry);
      }
      ids.add(node.id());
    }
    return ids;
  }

  private List<NodeCertificate> revoke(List<Long> affected, PendingReason reason) {
    List<NodeCertificate> said = new ArrayList<>();
    for (long ordinal : affected) {
      NodeEntry entry = nodes.find(ordinal);
      if (entry == null) {
        said.add(speaker.node(addPending(ordinal)));
        continue;
      }
      boolean wasPending = entry.isPending();
      if (entry.isCertified()) {
        collective.lose(entry);
      }
      nodes.revoke(entry, reason, graph.version());
      if (!wasPending) {
        said.add(speaker.node(entry));
      }
    }
    return said;
  }

  private NodeEntry addPending(long ordinal) {
    NodeEntry entry = NodeEntry.arrived(ordinal, graph.node(ordinal).id(), graph.version());
    nodes.add(entry);
    return entry;
  }

  /** A new label changes no prediction, but the record of the node carries it. */
  private List<NodeCertificate> relabelled(
      UpdateOutcome.Applied applied, List<NodeCertificate> said) {
    Set<Long> spoken = new HashSet<>();
    said.forEach(certificate -> spoken.add(certificate.ordinal()));
    List<NodeCertificate> relabelled = new ArrayList<>();
    for (ElementChange change : applied.changes()) {
      if (change instanceof ElementChange.NodeWritten written
          && !spoken.contains(written.node().ordinal())) {
        NodeEntry entry = nodes.find(written.node().ordinal());
        if (entry != null) {
          relabelled.add(speaker.node(entry));
        }
      }
    }
    return relabelled;
  }

  private void cancelIfObsolete() {
    CertificationTask task = inFlight;
    if (task != null && task.targets().stream().noneMatch(target -> isCurrent(task, target))) {
      task.cancel();
    }
  }

  private boolean isCurrent(CertificationTask task, CertificationTarget target) {
    NodeEntry entry = nodes.find(target.ordinal());
    return entry != null && entry.revokedAt() <= task.version() && task.epoch() == epochs.number();
  }

  /**
   * Opens an epoch if none is open, the open one is full, or the settings are not those it began
   * with.
   */
  public SessionOutput openEpochIfDue() {
    return epochs.isDue(graph) ? openEpoch() : SessionOutput.NOTHING;
  }

  /**
   * Chooses regions and schedule anew and revokes every certificate. Cost: region planning over the
   * whole graph.
   */
  public SessionOutput openEpoch() {
    UpdateOutcome.Applied applied = epochs.openNext(graph);
    collective.clear();
    List<NodeCertificate> said = revoke(applied.affected(), PendingReason.NEW_EPOCH);
    cancelIfObsolete();
    Optional<EpochLedger> opened =
        Optional.ofNullable(epochs.current()).map(EpochKeeper.OpenEpoch::ledger);
    return output(applied.changes(), opened, said, List.of());
  }

  /**
   * The next certification: the most endangered waiting nodes. Empty if nothing waits, one is under
   * way, or an epoch must open first.
   *
   * @param maxNodes most nodes of one task, at least 1
   */
  public Optional<CertificationTask> plan(int maxNodes) {
    EpochKeeper.OpenEpoch epoch = epochs.current();
    if (inFlight != null || epoch == null || epochs.isDue(graph)) {
      return Optional.empty();
    }
    List<NodeEntry> chosen = nodes.mostEndangered(maxNodes);
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    CertificationTask task = tasks.certification(chosen, epoch);
    inFlight = task;
    return Optional.of(task);
  }

  /**
   * Takes in what a certification found. Nodes that an update has touched since it was planned go
   * on waiting.
   */
  public SessionOutput settle(CertificationTask task, CertificationResult result) {
    if (task != inFlight) {
      return SessionOutput.NOTHING;
    }
    inFlight = null;
    round++;
    List<NodeCertificate> said = new ArrayList<>();
    for (int i = 0; i < task.targets().size(); i++) {
      CertificationTarget target = task.targets().get(i);
      NodeEntry entry = nodes.find(target.ordinal());
      if (entry != null && isCurrent(task, target)) {
        nodes.settle(entry, result.settlements().get(i).status(), round);
        said.add(speaker.node(entry));
      }
    }
    if (said.isEmpty()) {
      return SessionOutput.NOTHING;
    }
    collective.touch();
    return output(List.of(), Optional.empty(), said, List.of());
  }

  /** Gives up a certification that failed or was cancelled; its nodes go on waiting. */
  public void abandon(CertificationTask task) {
    if (task == inFlight) {
      inFlight = null;
    }
  }

  /**
   * The collective certificate of all settled nodes, if their statuses have changed since the last
   * one and the confidence carries one. Not while an epoch is due: what was certified under other
   * settings, or for another classifier, is about to be revoked.
   */
  public Optional<CollectiveTask> planCollective() {
    EpochKeeper.OpenEpoch epoch = epochs.current();
    if (epoch == null
        || epochs.isDue(graph)
        || settings.confidence().scope() != Confidence.Scope.JOINT
        || settings.grid().isEmpty()
        || !collective.isDue()) {
      return Optional.empty();
    }
    round++;
    collective.plan(round);
    return Optional.of(tasks.collective(nodes, epoch, round));
  }

  /** Takes in a collective solution, unless a new epoch has made it meaningless. */
  public SessionOutput settle(CollectiveTask task, List<CollectiveCertificate> certificates) {
    if (!collective.isPlanned(task.stamp())) {
      return SessionOutput.NOTHING;
    }
    collective.settle(certificates);
    return output(List.of(), Optional.empty(), List.of(), List.of());
  }

  /** Gives up a collective solution that failed; it becomes due again. */
  public void abandon(CollectiveTask task) {
    if (collective.isPlanned(task.stamp())) {
      collective.abandon();
    }
  }

  private SessionOutput output(
      List<ElementChange> changes,
      Optional<EpochLedger> opened,
      List<NodeCertificate> said,
      List<String> removed) {
    Optional<SessionMeta> meta =
        changes.isEmpty()
            ? Optional.empty()
            : Optional.of(new SessionMeta(graph.version(), graph.nextOrdinal()));
    return new SessionOutput(changes, meta, opened, said, removed, true);
  }
}
