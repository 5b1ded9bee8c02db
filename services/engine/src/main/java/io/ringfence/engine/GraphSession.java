package io.ringfence.engine;

import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.graph.ElementChange;
import io.ringfence.graph.Epoch;
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

/**
 * The life of one graph: its state, the word given on each node, and what to do next.
 *
 * <p>Invariant: after every call, with the returned output committed, each node whose last record
 * says CERTIFIED has that certificate for the graph as it now is. An update revokes, shortens or
 * ends what it reaches in the very call that applies it ({@link Revocation}); a certification that
 * was overtaken by a change of structure is thrown away, one that was overtaken by changes of
 * attributes is displaced by them ({@link Settling}).
 *
 * <p>Single writer: not thread-safe. Tasks taken from a session run on other threads and are handed
 * back to {@code settle}. At most one certification and one collective solution are under way.
 */
public final class GraphSession {

  private final String graphId;
  private final CertificationSettings settings;
  private final EpochPlanner planner;
  private final LiveGraph graph;
  private final TaskPlanner tasks;
  private Generation active;

  private GraphSession(
      String graphId,
      CertificationSettings settings,
      EpochPlanner planner,
      MasterSeed seed,
      LiveGraph graph,
      Optional<EpochLedger> ledger) {
    this.graphId = graphId;
    this.settings = settings;
    this.planner = planner;
    this.graph = graph;
    this.tasks = new TaskPlanner(graphId, settings, seed, graph);
    this.active =
        new Generation(
            graph, settings, EpochRegions.of(graph), ledger.map(OpenEpoch::of).orElse(null));
  }

  /** The session of a graph of which nothing is known yet. */
  public static GraphSession empty(
      String graphId, CertificationSettings settings, EpochPlanner planner, MasterSeed seed) {
    LiveGraph graph = new LiveGraph(settings.attributes(), settings.limits(), settings.field());
    return new GraphSession(graphId, settings, planner, seed, graph, Optional.empty());
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
    GraphSession session =
        new GraphSession(graphId, settings, planner, seed, graph, restored.ledger());
    session.active.restore(restored);
    return session;
  }

  public String graphId() {
    return graphId;
  }

  public long version() {
    return graph.version();
  }

  /** Nodes by status. */
  public StatusCounts counts() {
    return active.nodes().counts();
  }

  /** The whole graph as it is; regions are 0 before the first epoch. Cost: a copy of the graph. */
  public Subgraph whole() {
    return graph.whole();
  }

  /** What the last update did to the certificates; empty before the first. */
  public Optional<Survival> survival() {
    return active.speaker().survival();
  }

  /** The current word on the graph. Cost: a walk over all nodes. */
  public GraphCertificate certificate() {
    return active.speaker().graph();
  }

  /**
   * Applies an update whole or not at all and takes from the certificates what it costs them. Cost:
   * the ops and the nodes within reach of them.
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
    List<NodeCertificate> said = active.apply(applied);
    said.addAll(relabelled(applied, said));
    List<String> removed = applied.removed().stream().map(NodeState::id).toList();
    return new ApplyOutcome.Applied(output(applied.changes(), Optional.empty(), said, removed));
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
        NodeEntry entry = active.nodes().find(written.node().ordinal());
        if (entry != null) {
          relabelled.add(active.speaker().node(entry));
        }
      }
    }
    return relabelled;
  }

  private boolean isDue() {
    return EpochRules.isDue(graph, active.epoch(), settings);
  }

  /**
   * Opens an epoch if none is open, the open one is full, or the settings are not those it began
   * with.
   */
  public SessionOutput openEpochIfDue() {
    return isDue() ? openEpoch() : SessionOutput.NOTHING;
  }

  /**
   * Chooses regions and schedule anew and revokes every certificate. Cost: region planning over the
   * whole graph.
   */
  public SessionOutput openEpoch() {
    EpochPlanner.EpochPlan plan = planner.plan(graph.whole(), graph.nodeIds());
    Epoch epoch = new Epoch(active.number() + 1, graph.version(), plan.schedule());
    UpdateOutcome.Applied applied = graph.openEpoch(epoch, plan.assignment());
    EpochLedger ledger =
        new EpochLedger(
            epoch,
            EpochRules.capacity(settings, graph.nodes()),
            graph.nodes(),
            graph.nextOrdinal(),
            settings.fingerprint());
    Generation before = active;
    before.underWay().cancelAll();
    active = new Generation(graph, settings, EpochRegions.of(graph), OpenEpoch.of(ledger));
    List<NodeCertificate> said = active.inherit(before);
    return output(applied.changes(), Optional.of(ledger), said, List.of());
  }

  /**
   * The next certification: the most endangered waiting nodes, then those with little left of their
   * certificate. Empty if there are none, one is under way, or an epoch must open first.
   *
   * @param maxNodes most nodes of one task, at least 1
   */
  public Optional<CertificationTask> plan(int maxNodes) {
    OpenEpoch epoch = active.epoch();
    if (!active.underWay().isEmpty() || epoch == null || isDue()) {
      return Optional.empty();
    }
    List<NodeEntry> chosen = active.nodes().mostEndangered(maxNodes);
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    CertificationTask task = tasks.certification(chosen, active.regions(), epoch);
    active.underWay().add(task);
    return Optional.of(task);
  }

  /**
   * Takes in what a certification found. Nodes that a change of structure has reached since it was
   * planned go on waiting.
   */
  public SessionOutput settle(CertificationTask task, CertificationResult result) {
    List<NodeCertificate> said = active.settle(task, result);
    return said.isEmpty()
        ? SessionOutput.NOTHING
        : output(List.of(), Optional.empty(), said, List.of());
  }

  /** Gives up a certification that failed or was cancelled; its nodes go on waiting. */
  public void abandon(CertificationTask task) {
    active.abandon(task);
  }

  /**
   * The collective certificate of all settled nodes, if their statuses have changed since the last
   * one and the confidence carries one. Not while an epoch is due: what was certified under other
   * settings, or for another classifier, is about to be revoked.
   */
  public Optional<CollectiveTask> planCollective() {
    if (isDue()
        || settings.confidence().scope() != Confidence.Scope.JOINT
        || settings.grid().isEmpty()) {
      return Optional.empty();
    }
    return active.planCollective(tasks);
  }

  /** Takes in a collective solution, unless a new epoch has made it meaningless. */
  public SessionOutput settle(CollectiveTask task, List<CollectiveCertificate> certificates) {
    if (!isPlanned(task)) {
      return SessionOutput.NOTHING;
    }
    active.collective().settle(certificates);
    return output(List.of(), Optional.empty(), List.of(), List.of());
  }

  /** Gives up a collective solution that failed; it becomes due again. */
  public void abandon(CollectiveTask task) {
    if (isPlanned(task)) {
      active.collective().abandon();
    }
  }

  private boolean isPlanned(CollectiveTask task) {
    return task.epoch() == active.number() && active.collective().isPlanned(task.stamp());
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
    return new SessionOutput(changes, flips(changes), meta, opened, said, removed, true);
  }

  private List<FlipHistory> flips(List<ElementChange> changes) {
    List<FlipHistory> histories = new ArrayList<>();
    for (ElementChange change : changes) {
      if (change instanceof ElementChange.NodeWritten written) {
        active.displacement().history(written.node().ordinal()).ifPresent(histories::add);
      }
    }
    return histories;
  }
}
