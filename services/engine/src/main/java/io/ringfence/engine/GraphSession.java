package io.ringfence.engine;

import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.graph.ElementChange;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.Subgraph;
import io.ringfence.graph.UpdateOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of one graph: its state, the word given on each node, and what to do next.
 *
 * <p>Invariant: after every output that is committed, each node whose last record says CERTIFIED
 * has that certificate for the graph as it now is. What updates revoke, shorten or end is said in
 * the transaction that they are committed in ({@link Revocation}); a certification that was
 * overtaken by a change of structure is thrown away, one that was overtaken by changes of
 * attributes is displaced by them ({@link Settling}).
 *
 * <p>Single writer: not thread-safe. Tasks taken from a session run on other threads and are handed
 * back to {@code settle}. At most one certification and one collective solution are under way.
 */
public final class GraphSession {

  private final String graphId;
  private final CertificationSettings settings;
  private final LiveGraph graph;
  private final NodeTable nodes;
  private final UnwrittenChanges changes = new UnwrittenChanges();
  private final CollectiveLedger collective = new CollectiveLedger();
  private final EpochKeeper epochs;
  private final TaskPlanner tasks;
  private final Speaker speaker;
  private final DisplacementLedger displacement;
  private final Revocation revocation;
  private final Settling settling;
  private @Nullable CertificationTask inFlight;
  private long round;
  private boolean touched;

  private GraphSession(
      String graphId,
      CertificationSettings settings,
      EpochPlanner planner,
      MasterSeed seed,
      LiveGraph graph) {
    this.graphId = graphId;
    this.settings = settings;
    this.graph = graph;
    this.nodes = new NodeTable(settings.renewal());
    this.epochs = new EpochKeeper(settings, planner);
    this.tasks = new TaskPlanner(graphId, settings, seed, graph);
    this.speaker = new Speaker(graph, nodes, epochs, collective);
    this.displacement = new DisplacementLedger(graph, nodes, collective);
    this.revocation = new Revocation(graph, nodes, collective, displacement, speaker, settings);
    this.settling = new Settling(nodes, collective, displacement, settings.radiusCap());
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
    session.restoreStatuses(restored);
    return session;
  }

  private void restoreStatuses(RestoredGraph restored) {
    EpochKeeper.OpenEpoch epoch = epochs.current();
    if (epoch != null) {
      displacement.enter(epoch.price());
      restored.flips().forEach(displacement::restore);
    }
    for (NodeCertificate certificate : restored.certificates()) {
      long ordinal = graph.ordinal(certificate.nodeId()).orElse(-1);
      if (ordinal == certificate.ordinal()) {
        NodeEntry entry = NodeEntry.restored(certificate);
        if (epoch != null) {
          displacement.restore(entry, epoch.price(), settings.radiusCap());
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

  /** What the last updates did to the certificates; empty before the first. */
  public Optional<Survival> survival() {
    return speaker.survival();
  }

  /** The current word on the graph. */
  public GraphCertificate certificate() {
    return speaker.graph();
  }

  /**
   * Applies an update whole or not at all and takes from the certificates what it costs them. Says
   * nothing yet: {@link #speak} must follow before anything is committed. Cost: the ops and the
   * nodes within reach of them.
   */
  public ApplyOutcome apply(GraphUpdate update) {
    UpdateOutcome outcome = graph.apply(update);
    if (outcome instanceof UpdateOutcome.Rejected rejected) {
      return new ApplyOutcome.Rejected(rejected.reason(), rejected.message());
    }
    UpdateOutcome.Applied applied = (UpdateOutcome.Applied) outcome;
    if (!applied.isNoOp()) {
      revocation.by(applied, inFlight);
      changes.add(applied);
      touched = true;
      if (!applied.revoked().isEmpty() || !applied.removed().isEmpty()) {
        cancelIfObsolete();
      }
    }
    return new ApplyOutcome.Applied(applied.version());
  }

  /**
   * All that updates have changed since the last call, to be committed together: every node that
   * they reached is judged and spoken of once, every element written once. Cost: these nodes and
   * elements.
   */
  public SessionOutput speak() {
    return speak(Optional.empty());
  }

  private SessionOutput speak(Optional<EpochLedger> opened) {
    if (!touched) {
      return SessionOutput.NOTHING;
    }
    List<ElementChange> elements = changes.elements();
    Optional<SessionMeta> meta =
        elements.isEmpty()
            ? Optional.empty()
            : Optional.of(new SessionMeta(graph.version(), graph.nextOrdinal()));
    SessionOutput output =
        new SessionOutput(
            elements, flips(elements), meta, opened, revocation.speak(), changes.gone(), true);
    changes.clear();
    touched = false;
    return output;
  }

  private void cancelIfObsolete() {
    CertificationTask task = inFlight;
    if (task != null && task.targets().stream().noneMatch(target -> isCurrent(task, target))) {
      task.cancel();
    }
  }

  private boolean isCurrent(CertificationTask task, CertificationTarget target) {
    NodeEntry entry = nodes.find(target.ordinal());
    return entry != null && Settling.isCurrent(entry, task, epochs.number());
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
    revocation.revoke(applied.revoked(), PendingReason.NEW_EPOCH);
    changes.add(applied);
    touched = true;
    cancelIfObsolete();
    Optional<EpochKeeper.OpenEpoch> entered = Optional.ofNullable(epochs.current());
    entered.ifPresent(epoch -> displacement.enter(epoch.price()));
    return speak(entered.map(EpochKeeper.OpenEpoch::ledger));
  }

  /**
   * The next certification: the most endangered waiting nodes, then those with little left of their
   * certificate. Empty if there are none, one is under way, or an epoch must open first.
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
   * Takes in what a certification found. Nodes that a change of structure has reached since it was
   * planned go on waiting.
   */
  public SessionOutput settle(CertificationTask task, CertificationResult result) {
    if (task != inFlight) {
      return SessionOutput.NOTHING;
    }
    inFlight = null;
    round++;
    if (settling.settle(task, result, epochs.number(), round) > 0) {
      collective.touch();
      touched = true;
    }
    return speak();
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
   * settings, or for another classifier, is about to be revoked. Nor before {@link #speak}.
   */
  public Optional<CollectiveTask> planCollective() {
    EpochKeeper.OpenEpoch epoch = epochs.current();
    if (epoch == null
        || nodes.isTouched()
        || epochs.isDue(graph)
        || settings.confidence().scope() != Confidence.Scope.JOINT
        || settings.grid().isEmpty()
        || !collective.isDue()) {
      return Optional.empty();
    }
    round++;
    collective.plan(round, graph.version());
    return Optional.of(tasks.collective(nodes, epoch, round));
  }

  /** Takes in a collective solution, unless a new epoch has made it meaningless. */
  public SessionOutput settle(CollectiveTask task, List<CollectiveCertificate> certificates) {
    if (!collective.isPlanned(task.stamp())) {
      return SessionOutput.NOTHING;
    }
    collective.settle(certificates);
    touched = true;
    return speak();
  }

  /** Gives up a collective solution that failed; it becomes due again. */
  public void abandon(CollectiveTask task) {
    if (collective.isPlanned(task.stamp())) {
      collective.abandon();
    }
  }

  private List<FlipHistory> flips(List<ElementChange> elements) {
    List<FlipHistory> histories = new ArrayList<>();
    for (ElementChange change : elements) {
      if (change instanceof ElementChange.NodeWritten written) {
        displacement.history(written.node().ordinal()).ifPresent(histories::add);
      }
    }
    return histories;
  }
}
