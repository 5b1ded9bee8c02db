package io.ringfence.engine;

import io.ringfence.graph.Epoch;
import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.UpdateOutcome;
import org.jspecify.annotations.Nullable;

/** Knows the open epoch, when the next is due, and opens it. */
final class EpochKeeper {

  private static final long SMALLEST_CAPACITY = 64;

  private final CertificationSettings settings;
  private final EpochPlanner planner;
  private @Nullable OpenEpoch open;

  EpochKeeper(CertificationSettings settings, EpochPlanner planner) {
    this.settings = settings;
    this.planner = planner;
  }

  /** The open epoch, or null before the first. */
  @Nullable OpenEpoch current() {
    return open;
  }

  /** Number of the open epoch, 0 before the first. */
  long number() {
    return open == null ? 0 : open.number();
  }

  /** Most nodes of the open epoch, 0 before the first. */
  long capacity() {
    return open == null ? 0 : open.ledger().capacity();
  }

  void enter(EpochLedger ledger) {
    open = new OpenEpoch(ledger, SchedulePrice.of(ledger.epoch().schedule()));
  }

  /** None is open, the open one is full, or the settings are not those it began with. */
  boolean isDue(LiveGraph graph) {
    OpenEpoch current = open;
    if (graph.nodes() == 0) {
      return false;
    }
    return current == null
        || !current.ledger().settings().equals(settings.fingerprint())
        || current.ledger().nodesSeen(graph.nextOrdinal()) > current.ledger().capacity();
  }

  /** Chooses regions and schedule anew from the graph as it is and enters the epoch. */
  UpdateOutcome.Applied openNext(LiveGraph graph) {
    EpochPlanner.EpochPlan plan = planner.plan(graph.whole(), graph.nodeIds());
    Epoch epoch = new Epoch(number() + 1, graph.version(), plan.schedule());
    UpdateOutcome.Applied applied = graph.openEpoch(epoch, plan.assignment());
    long capacity =
        Math.max(SMALLEST_CAPACITY, (long) Math.ceil(settings.epochGrowth() * graph.nodes()));
    enter(
        new EpochLedger(
            epoch, capacity, graph.nodes(), graph.nextOrdinal(), settings.fingerprint()));
    return applied;
  }

  /** An epoch with what changes cost in it. */
  record OpenEpoch(EpochLedger ledger, SchedulePrice price) {

    long number() {
      return ledger.epoch().number();
    }
  }
}
