package io.ringfence.engine;

import io.ringfence.graph.ElementChange;
import io.ringfence.graph.Epoch;
import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.NodeState;
import io.ringfence.graph.UpdateOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way from one epoch to the next: a plan that is being made, then a generation that is
 * certified beside the one in force, then the switch. A number that an epoch has begun with is
 * never given to another, whatever became of it: what its samples showed has cost its share of α.
 */
final class Succession {

  /** Share of the certificates in force that may be lost to waiting at the switch. */
  private static final double SLACK = 0.01;

  /** Results per node after which the switch is not put off any longer. */
  private static final int MOST_RESULTS_PER_NODE = 2;

  private final LiveGraph graph;
  private final CertificationSettings settings;
  private @Nullable EpochTask planning;
  private @Nullable Heir heir;
  private boolean requested;
  private long begun;

  /**
   * @param begun highest number that an epoch has begun with
   */
  Succession(LiveGraph graph, CertificationSettings settings, long begun) {
    this.graph = graph;
    this.settings = settings;
    this.begun = begun;
  }

  /** A generation whose epoch has not opened. */
  private record Heir(
      Generation generation, PlannedRegions regions, long nodesAtBegin, long plannedBefore) {}

  /** Highest number that an epoch has begun with. */
  long begun() {
    return begun;
  }

  void request() {
    requested = true;
  }

  boolean isRequested() {
    return requested;
  }

  /** Whether an epoch is being planned or certified. */
  boolean isUnderWay() {
    return planning != null || heir != null;
  }

  /** The generation whose epoch has not opened, if there is one. */
  @Nullable Generation upcoming() {
    return heir == null ? null : heir.generation();
  }

  /** Work that had been planned for the generation in force when the upcoming one began. */
  long plannedBefore() {
    return heir == null ? 0 : heir.plannedBefore();
  }

  void plan(EpochTask task) {
    planning = task;
    requested = false;
  }

  boolean isPlanned(EpochTask task) {
    return task == planning;
  }

  void abandon(EpochTask task) {
    if (isPlanned(task)) {
      planning = null;
    }
  }

  /** The generation of a plan begins beside the one in force. */
  void begin(EpochTask task, EpochPlanner.EpochPlan plan, Generation active) {
    planning = null;
    begun = Math.max(begun, active.number()) + 1;
    PlannedRegions regions = new PlannedRegions(graph, task.graph(), plan.assignment());
    EpochLedger ledger =
        new EpochLedger(
            new Epoch(begun, graph.version(), plan.schedule()),
            EpochRules.capacity(settings, graph.nodes()),
            graph.nodes(),
            graph.nextOrdinal(),
            settings.fingerprint());
    Generation generation = new Generation(graph, settings, regions, OpenEpoch.of(ledger));
    generation.inherit(active);
    heir = new Heir(generation, regions, graph.nodes(), active.planned());
  }

  /** An update costs the upcoming certificates what it costs them; nobody hears of it yet. */
  void apply(UpdateOutcome.Applied applied, Generation active) {
    Heir present = heir;
    if (present == null) {
      return;
    }
    for (NodeState node : applied.removed()) {
      present.regions().forget(node.ordinal());
    }
    List<Long> newcomers = new ArrayList<>();
    for (ElementChange change : applied.changes()) {
      if (change instanceof ElementChange.NodeWritten written
          && !present.regions().knows(written.node().ordinal())) {
        newcomers.add(written.node().ordinal());
      }
    }
    present.regions().join(newcomers);
    present.generation().adopt(newcomers, active);
    present.generation().apply(applied);
  }

  /** Judges what updates have left of the upcoming certificates. */
  void judge() {
    if (heir != null) {
      heir.generation().judge();
    }
  }

  /**
   * Whether all is settled that the switch could take a certificate from: at most one in a hundred
   * of the nodes certified now would be left waiting, or every node has had two results on average.
   */
  boolean isSettled(Generation active) {
    Heir present = heir;
    if (present == null) {
      return false;
    }
    Generation upcoming = present.generation();
    if (upcoming.results() >= MOST_RESULTS_PER_NODE * present.nodesAtBegin()) {
      return true;
    }
    long allowed = (long) (SLACK * active.nodes().certified());
    return upcoming.losses(active) <= allowed;
  }

  /** Whether the switch would leave the graph without a collective certificate that it has. */
  boolean lacksCollective(Generation active) {
    Heir present = heir;
    return present != null
        && active.collective().isSolved()
        && !present.generation().collective().isSolved();
  }

  /** The regions and the schedule of the upcoming generation become those of the graph. */
  Optional<Opening> open() {
    Heir present = heir;
    if (present == null) {
      return Optional.empty();
    }
    heir = null;
    EpochLedger ledger = present.generation().requireEpoch().ledger().openedAt(graph.version());
    UpdateOutcome.Applied applied = graph.openEpoch(ledger.epoch(), present.regions().assignment());
    present.regions().publish();
    EpochLedger opened = ledger.withShape(GraphShape.of(graph));
    present.generation().open(opened);
    return Optional.of(new Opening(present.generation(), opened, applied));
  }

  /** Gives up what is planned and what is certified for a next epoch. */
  void drop() {
    planning = null;
    if (heir != null) {
      heir.generation().underWay().cancelAll();
      heir = null;
    }
  }

  /** An epoch that has opened. */
  record Opening(Generation generation, EpochLedger ledger, UpdateOutcome.Applied applied) {}
}
