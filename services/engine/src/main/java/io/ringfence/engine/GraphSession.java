package io.ringfence.engine;

import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.graph.ElementChange;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.Subgraph;
import io.ringfence.graph.UpdateOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * <p>What belongs to one epoch is a {@link Generation}: one is in force, and at most one more is
 * certified beside it until it takes its place ({@link Succession}).
 *
 * <p>Single writer: not thread-safe. Tasks taken from a session run on other threads and are handed
 * back to {@code settle}. A node is part of at most one certification at a time.
 */
public final class GraphSession {

  private final String graphId;
  private final CertificationSettings settings;
  private final EpochPlanner planner;
  private final LiveGraph graph;
  private final TaskPlanner tasks;
  private final Succession succession;
  private final UnwrittenChanges changes = new UnwrittenChanges();
  private final WaitingTimes waiting = new WaitingTimes();
  private Set<String> watched = Set.of();
  private Generation active;
  private boolean touched;
  private boolean metaChanged;

  private GraphSession(
      String graphId,
      CertificationSettings settings,
      EpochPlanner planner,
      MasterSeed seed,
      LiveGraph graph,
      Optional<EpochLedger> ledger,
      long epochsBegun) {
    this.graphId = graphId;
    this.settings = settings;
    this.planner = planner;
    this.graph = graph;
    this.tasks = new TaskPlanner(graphId, settings, seed, graph);
    this.succession = new Succession(graph, settings, epochsBegun);
    this.active =
        new Generation(
            graph, settings, EpochRegions.of(graph), ledger.map(OpenEpoch::of).orElse(null));
  }

  /** The session of a graph of which nothing is known yet. */
  public static GraphSession empty(
      String graphId, CertificationSettings settings, EpochPlanner planner, MasterSeed seed) {
    LiveGraph graph = new LiveGraph(settings.attributes(), settings.limits(), settings.field());
    return new GraphSession(graphId, settings, planner, seed, graph, Optional.empty(), 0);
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
        new GraphSession(
            graphId,
            settings,
            planner,
            seed,
            graph,
            restored.ledger(),
            restored.meta().epochsBegun());
    session.active.restore(restored);
    if (restored.meta().epochsBegun() > session.active.number()) {
      session.requestEpoch();
    }
    return session;
  }

  public String graphId() {
    return graphId;
  }

  public long version() {
    return graph.version();
  }

  /**
   * These nodes are certified before all others from now on.
   *
   * @param nodeIds may name nodes that do not exist (yet)
   */
  public void watch(Collection<String> nodeIds) {
    watched = Set.copyOf(nodeIds);
  }

  /** Nodes by status. */
  public StatusCounts counts() {
    return active.nodes().counts();
  }

  /** The whole graph as it is; regions are 0 before the first epoch. Cost: a copy of the graph. */
  public Subgraph whole() {
    return graph.whole();
  }

  /** What the last updates did to the certificates; empty before the first. */
  public Optional<Survival> survival() {
    return active.speaker().survival();
  }

  /** The current word on the graph. */
  public GraphCertificate certificate() {
    return active.speaker().graph();
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
      active.apply(applied);
      succession.apply(applied, active);
      changes.add(applied);
      touched = true;
    }
    return new ApplyOutcome.Applied(applied.version());
  }

  /**
   * All that has changed since the last call, to be committed together: every node that updates
   * reached is judged and spoken of once, every element written once. Cost: these nodes and
   * elements.
   */
  public SessionOutput speak() {
    return speak(Optional.empty(), List.of());
  }

  private SessionOutput speak(Optional<EpochLedger> opened, List<NodeCertificate> before) {
    succession.judge();
    if (!touched && !metaChanged) {
      return SessionOutput.NOTHING;
    }
    List<ElementChange> elements = changes.elements();
    List<NodeCertificate> said = new ArrayList<>(before);
    said.addAll(active.revocation().speak());
    SessionOutput output =
        new SessionOutput(
            elements,
            flips(elements),
            elements.isEmpty() && !metaChanged ? Optional.empty() : Optional.of(meta()),
            opened,
            said,
            changes.gone(),
            touched);
    changes.clear();
    touched = false;
    metaChanged = false;
    return output;
  }

  private SessionMeta meta() {
    return new SessionMeta(graph.version(), graph.nextOrdinal(), succession.begun());
  }

  /** Asks for a new epoch, whether or not one is due; it is planned when none is under way. */
  public void requestEpoch() {
    succession.request();
  }

  /** Whether an epoch is in force that is of the present settings. */
  public boolean hasEpoch() {
    return active.epoch() != null && !isObsolete();
  }

  /** Whether a next epoch is being planned or certified. */
  public boolean isEpochUnderWay() {
    return succession.isUnderWay();
  }

  /** How far the graph has moved from what its regions were chosen for; empty before the first. */
  public Optional<Drift> drift() {
    return active.drift();
  }

  /**
   * The choice of regions and schedule for a next epoch: if one was requested, if none is open, the
   * open one is full, or the settings are not those it began with. Empty while one is under way.
   */
  public Optional<EpochTask> planEpoch() {
    if (succession.isUnderWay() || graph.nodes() == 0 || !(succession.isRequested() || isDue())) {
      return Optional.empty();
    }
    EpochTask task = new EpochTask(graphId, planner, graph.whole(), graph.nodeIds());
    succession.plan(task);
    return Optional.of(task);
  }

  /**
   * Begins the epoch of a plan. From now on its certificates are drawn beside those in force, which
   * stay so until {@link #advance()} switches.
   */
  public SessionOutput settle(EpochTask task, EpochPlanner.EpochPlan plan) {
    if (!succession.isPlanned(task) || graph.nodes() == 0) {
      succession.abandon(task);
      return SessionOutput.NOTHING;
    }
    succession.begin(task, plan, active);
    metaChanged = true;
    return speak();
  }

  /** Gives up a plan that failed; another is made when an epoch is wanted again. */
  public void abandon(EpochTask task) {
    succession.abandon(task);
  }

  /**
   * What the session does of itself. Certificates of other settings are revoked at once. When all
   * is settled that the upcoming epoch could take from anyone, it opens: in one output all its
   * certificates, regions and schedule take the place of the old ones.
   */
  public SessionOutput advance() {
    if (isObsolete() && active.revokeAll(PendingReason.NEW_EPOCH)) {
      touched = true;
      return speak();
    }
    return succession.isSettled(active) && !needsCollective() ? open() : SessionOutput.NOTHING;
  }

  private boolean needsCollective() {
    return carriesCollective() && succession.lacksCollective(active);
  }

  private SessionOutput open() {
    Generation before = active;
    List<NodeCertificate> said = new ArrayList<>(before.revocation().speak());
    Optional<Succession.Opening> opened = succession.open();
    if (opened.isPresent()) {
      before.underWay().cancelAll();
      active = opened.get().generation();
      said.addAll(active.succeed(before));
      changes.add(opened.get().applied());
      touched = true;
    }
    return speak(opened.map(Succession.Opening::ledger), said);
  }

  /** Certified under other settings, for another model or classifier. */
  private boolean isObsolete() {
    OpenEpoch epoch = active.epoch();
    return epoch != null && !epoch.ledger().settings().equals(settings.fingerprint());
  }

  private boolean isDue() {
    return EpochRules.isDue(graph, active.epoch(), settings);
  }

  /**
   * Plans an epoch on this thread and opens it at once if none is open, the open one is full, or
   * the settings are not those it began with.
   */
  public SessionOutput openEpochIfDue() {
    return isDue() ? openEpoch() : SessionOutput.NOTHING;
  }

  /**
   * Chooses regions and schedule on this thread and opens the epoch before anything is certified in
   * it: revokes every certificate. Cost: region planning over the whole graph.
   */
  public SessionOutput openEpoch() {
    succession.drop();
    EpochTask task = new EpochTask(graphId, planner, graph.whole(), graph.nodeIds());
    succession.begin(task, task.run(), active);
    return open();
  }

  /** As {@link #plan(TaskLimits, Instant)}, bounded by the number of nodes alone. */
  public Optional<CertificationTask> plan(int maxNodes) {
    return plan(TaskLimits.ofNodes(maxNodes), Instant.EPOCH);
  }

  /**
   * The next certification: watched nodes, then those that have waited too long, then those that
   * lost a certificate, then those with little left of theirs, then those that never had one, and
   * last those that abstain and have changed since. Nodes of which a result is on its way are left
   * out; tasks may be taken until there are no more. While a next epoch is certified, it and the
   * one in force get equal work.
   */
  public Optional<CertificationTask> plan(TaskLimits limits, Instant now) {
    long overdue = waiting.overdueSince(graph.version(), now, limits.patience());
    Generation upcoming = succession.upcoming();
    if (upcoming == null) {
      return plan(active, limits, overdue);
    }
    boolean upcomingFirst = upcoming.planned() <= active.planned() - succession.plannedBefore();
    Generation first = upcomingFirst ? upcoming : active;
    Generation second = upcomingFirst ? active : upcoming;
    return plan(first, limits, overdue).or(() -> plan(second, limits, overdue));
  }

  private Optional<CertificationTask> plan(
      Generation generation, TaskLimits limits, long overdueSince) {
    if (active.epoch() == null || (generation == active && isObsolete())) {
      return Optional.empty();
    }
    Set<Long> awaited = active.underWay().awaited(active.nodes());
    Generation upcoming = succession.upcoming();
    if (upcoming != null) {
      awaited.addAll(upcoming.underWay().awaited(upcoming.nodes()));
    }
    return generation.plan(
        tasks,
        limits,
        new Urgency(
            watched,
            overdueSince,
            entry -> !awaited.contains(entry.ordinal()) && generation.mayCertify(entry)));
  }

  /**
   * Nodes that are to be certified, by what makes them urgent; kinds of which there are none may
   * lack. Those of which a result is on its way are among them, and while a next epoch is
   * certified, those that wait for it are, too. Cost: a look at each.
   */
  public Map<WaitingKind, Integer> queue(Duration patience, Instant now) {
    long overdue = waiting.overdueSince(graph.version(), now, patience);
    Urgency urgency = new Urgency(watched, overdue, entry -> true);
    Map<WaitingKind, Integer> counts = new EnumMap<>(WaitingKind.class);
    active.nodes().count(urgency, counts);
    Generation upcoming = succession.upcoming();
    if (upcoming != null) {
      upcoming.nodes().count(urgency, counts);
    }
    return counts;
  }

  /**
   * Takes in what a certification found. Nodes that a change of structure has reached since it was
   * planned go on waiting. What is found for an epoch that has not opened is not said yet.
   */
  public SessionOutput settle(CertificationTask task, CertificationResult result) {
    Generation upcoming = succession.upcoming();
    if (upcoming != null && isOfUpcomingEpoch(task)) {
      if (upcoming.settle(task, result)) {
        upcoming.judge();
      }
      return SessionOutput.NOTHING;
    }
    touched |= active.settle(task, result);
    return speak();
  }

  /** Whether a certification is for an epoch that has not opened. */
  public boolean isOfUpcomingEpoch(CertificationTask task) {
    Generation upcoming = succession.upcoming();
    return upcoming != null && task.epoch() == upcoming.number();
  }

  /** Gives up a certification that failed or was cancelled; its nodes go on waiting. */
  public void abandon(CertificationTask task) {
    active.abandon(task);
    Generation upcoming = succession.upcoming();
    if (upcoming != null) {
      upcoming.abandon(task);
    }
  }

  private boolean carriesCollective() {
    return settings.confidence().scope() == Confidence.Scope.JOINT && !settings.grid().isEmpty();
  }

  /**
   * The collective certificate of all settled nodes, if their statuses have changed since the last
   * one and the confidence carries one; or that of an upcoming epoch that wants nothing else. Not
   * of what was certified under other settings or for another classifier.
   */
  public Optional<CollectiveTask> planCollective() {
    if (!carriesCollective()) {
      return Optional.empty();
    }
    Generation upcoming = succession.upcoming();
    if (upcoming != null && succession.isSettled(active) && needsCollective()) {
      Optional<CollectiveTask> next = upcoming.planCollective(tasks);
      if (next.isPresent()) {
        return next;
      }
    }
    return isObsolete() ? Optional.empty() : active.planCollective(tasks);
  }

  /** Takes in a collective solution, unless a new epoch has made it meaningless. */
  public SessionOutput settle(CollectiveTask task, List<CollectiveCertificate> certificates) {
    Generation of = planned(task);
    if (of == null) {
      return SessionOutput.NOTHING;
    }
    of.collective().settle(certificates);
    touched |= of == active;
    return speak();
  }

  /** Gives up a collective solution that failed; it becomes due again. */
  public void abandon(CollectiveTask task) {
    Generation of = planned(task);
    if (of != null) {
      of.collective().abandon();
    }
  }

  private @Nullable Generation planned(CollectiveTask task) {
    Generation upcoming = succession.upcoming();
    Generation of = upcoming != null && upcoming.number() == task.epoch() ? upcoming : active;
    boolean known = of.number() == task.epoch() && of.collective().isPlanned(task.stamp());
    return known ? of : null;
  }

  private List<FlipHistory> flips(List<ElementChange> elements) {
    List<FlipHistory> histories = new ArrayList<>();
    for (ElementChange change : elements) {
      if (change instanceof ElementChange.NodeWritten written) {
        active.displacement().history(written.node().ordinal()).ifPresent(histories::add);
      }
    }
    return histories;
  }
}
