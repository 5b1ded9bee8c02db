package io.ringfence.verifier;

import io.ringfence.schemas.RecordKeys;
import io.ringfence.schemas.v1.Cell;
import io.ringfence.schemas.v1.Confidence;
import io.ringfence.schemas.v1.Eta;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.NodeCertificate.Classifier;
import io.ringfence.schemas.v1.NodeCertificate.Status;
import io.ringfence.verifier.recomputation.Displacement;
import io.ringfence.verifier.recomputation.FailureShare;
import io.ringfence.verifier.recomputation.Schedule;
import io.ringfence.verifier.recomputation.WorstPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rechecks records of the certificate topics: first all graph records, which carry the schedules,
 * then all node records, then the collective numbers of each graph's last record against the last
 * records of its nodes.
 */
final class TopicRecords {
  private static final String NO_GRAPH =
      "no graph certificate with its schedule is among the files";

  private final Ledger ledger;
  private final VoteRules votes;
  private final CellRules cells;
  private final double effort;
  private final Map<String, Plan> plans = new HashMap<>();
  private final Map<String, GraphCertificate> latest = new HashMap<>();
  private final Map<String, Map<String, Word>> words = new HashMap<>();

  TopicRecords(Ledger ledger, double effort) {
    this.ledger = ledger;
    this.effort = effort;
    votes = new VoteRules(ledger);
    cells = new CellRules(ledger);
  }

  /** A schedule and what goes with it. */
  private record Plan(Schedule schedule, WorstPlace worst, long radiusCap) {}

  /** What the last record of a node says. */
  private record Word(Status status, int region, double lowerBound, long version, boolean plain) {}

  void verify(List<Path> files, Steps steps) throws IOException {
    for (Path file : files) {
      new RecordFile(file).read(new GraphPass());
    }
    for (Path file : files) {
      new RecordFile(file).read(new NodePass(steps));
    }
    latest.forEach(this::recount);
  }

  /** Learns schedules. */
  private final class GraphPass implements RecordFile.Reader {
    @Override
    public void node(String where, NodeCertificate record) {}

    @Override
    public void graph(String where, GraphCertificate record) {
      graphRecord(where + " graph " + record.getGraphId(), record);
      GraphCertificate before = latest.put(record.getGraphId(), record);
      if (before != null && before.getCellsCount() > 0) {
        ledger.gap(Check.COLLECTIVE, "a later record of the same graph replaced it");
      }
    }

    @Override
    public void unreadable(String where, String reason) {
      ledger.gap(Check.RECORD, "no record of this version: " + reason);
    }

    @Override
    public void bytes(long count) {}
  }

  /** Checks nodes. */
  private final class NodePass implements RecordFile.Reader {
    private final Steps steps;

    NodePass(Steps steps) {
      this.steps = steps;
    }

    @Override
    public void node(String where, NodeCertificate record) {
      String key = RecordKeys.ofNode(record.getGraphId(), record.getNodeId());
      nodeRecord(where + " node " + key, record);
      words
          .computeIfAbsent(record.getGraphId(), g -> new HashMap<>())
          .put(
              record.getNodeId(),
              new Word(
                  record.getStatus(),
                  record.getRegion(),
                  record.getLowerBound(),
                  record.getGraphVersion(),
                  plain(record)));
    }

    @Override
    public void graph(String where, GraphCertificate record) {}

    @Override
    public void unreadable(String where, String reason) {}

    @Override
    public void bytes(long count) {
      steps.done(count);
    }
  }

  private void graphRecord(String where, GraphCertificate record) {
    long sum = (long) record.getCertified() + record.getPending() + record.getAbstained();
    count(where, "certified + pending + abstained", sum, record.getNodes());
    count(where, "targets", record.getTargets(), record.getNodes());
    ledger.judge(
        Check.COUNT,
        record.getSettled() == (record.getPending() == 0),
        where,
        "settled",
        record.getSettled(),
        record.getPending() == 0);
    double ratio = record.getNodes() == 0 ? 1 : (double) record.getCertified() / record.getNodes();
    ledger.judge(
        Check.COUNT,
        Math.abs(record.getCertifiedRatio() - ratio) < 1e-12,
        where,
        "certifiedRatio",
        record.getCertifiedRatio(),
        ratio);
    if (record.getEpoch() > 0) {
      schedule(where, record);
    }
    List<CellRules.Cell> all =
        record.getCellsList().stream().map(cell -> cell(where, record, cell)).toList();
    all.forEach(cells::order);
    cells.monotone(all);
  }

  private void schedule(String where, GraphCertificate record) {
    int nodes = record.getRegionsList().stream().mapToInt(r -> r.getNodes()).sum();
    count(where, "nodes of all regions", nodes, record.getNodes());
    if (record.getRegionsList().stream().anyMatch(r -> r.hasRealNoise())) {
      ledger.gap(Check.SCHEDULE, "noise on real-valued attributes");
      return;
    }
    try {
      Schedule schedule = RecordedSchedule.of(record.getRegionsList());
      ledger.judge(
          Check.SCHEDULE,
          schedule.fingerprint().equals(record.getScheduleId()),
          where,
          "scheduleId",
          record.getScheduleId(),
          schedule.fingerprint());
      if (!record.hasRadiusCap()) {
        ledger.gap(Check.RECORD, "radiusCap is not in the record");
      }
      long cap = record.hasRadiusCap() ? record.getRadiusCap() : Integer.MAX_VALUE - 1;
      plans.putIfAbsent(record.getScheduleId(), new Plan(schedule, new WorstPlace(schedule), cap));
    } catch (IllegalArgumentException e) {
      ledger.judge(
          Check.SCHEDULE, false, where, "regions", String.valueOf(e.getMessage()), "a schedule");
    }
  }

  private void count(String where, String field, long written, long counted) {
    ledger.judge(Check.COUNT, written == counted, where, field, written, counted);
  }

  private CellRules.Cell cell(String where, GraphCertificate record, Cell cell) {
    String at = "%s budget %d,%d".formatted(where, cell.getAdditions(), cell.getDeletions());
    if (cell.hasDistance()) {
      ledger.gap(Check.COLLECTIVE, "a budget of distance");
    }
    count(at, "targets", cell.getTargets(), record.getTargets());
    ledger.judge(
        Check.ARITHMETIC,
        cell.getBound() == (double) cell.getTargets() - cell.getCertified(),
        at,
        "bound",
        cell.getBound(),
        (long) cell.getTargets() - cell.getCertified());
    return new CellRules.Cell(
        at,
        new Recount.Budget(cell.getAdditions(), cell.getDeletions()),
        cell.getTargets(),
        record.getCertified(),
        cell.getCertified(),
        cell.getNaive(),
        cell.getMethod() == Cell.Method.EXACT,
        false);
  }

  private static boolean plain(NodeCertificate record) {
    return record.getClassifier() == Classifier.VOTES && !record.hasRivalBound();
  }

  private void nodeRecord(String where, NodeCertificate record) {
    switch (record.getStatus()) {
      case PENDING ->
          ledger.judge(
              Check.RECORD,
              !record.hasLowerBound() && !record.hasRadii() && record.getEtasCount() == 0,
              where,
              "status",
              "PENDING with a promise",
              "no bound, no radii, no etas");
      case CERTIFIED, ABSTAINED -> settled(where, record);
      case STATUS_UNSPECIFIED, UNRECOGNIZED ->
          ledger.gap(Check.RECORD, "a status that this version does not know");
    }
  }

  private void settled(String where, NodeCertificate record) {
    if (!plain(record)) {
      ledger.gap(
          Check.LOWER_BOUND,
          record.hasRivalBound()
              ? "the plurality form, with a bound on rivals"
              : "classifier SCORES: sums of scores are not in the record");
      return;
    }
    double bound = record.getLowerBound();
    ledger.judge(
        Check.RECORD,
        record.getSampledVersion() <= record.getGraphVersion() && record.getCertifications() >= 1,
        where,
        "sampledVersion, graphVersion, certifications",
        "%d, %d, %d"
            .formatted(
                record.getSampledVersion(), record.getGraphVersion(), record.getCertifications()),
        "sampled at or before, certified at least once");
    if (!votes.counts(
        where, record.getVotes(), record.getSamples(), record.getFailureProbability(), bound)) {
      return;
    }
    votes.lowerBound(
        where,
        "lowerBound",
        record.getVotes(),
        record.getSamples(),
        record.getFailureProbability(),
        bound);
    failureProbability(where, record);
    boolean certified = record.getStatus() == Status.CERTIFIED;
    votes.status(where, certified, bound);
    if (!certified) {
      return;
    }
    Set<String> rows = new HashSet<>();
    for (Eta eta : record.getEtasList()) {
      boolean forward = eta.getDirection() == Eta.Direction.FORWARD;
      votes.eta(where, eta.getOrder(), forward, eta.getValue(), bound);
      ledger.judge(
          Check.RECORD,
          rows.add(eta.getOrder() + " " + eta.getDirection()),
          where,
          "etas",
          eta.getOrder(),
          "each row once");
    }
    radii(where, record);
  }

  private void radii(String where, NodeCertificate record) {
    Plan plan = plans.get(record.getScheduleId());
    if (plan == null) {
      ledger.gap(Check.RADIUS, NO_GRAPH);
      return;
    }
    int regions = plan.schedule.regions();
    boolean known = record.getRegion() >= 0 && record.getRegion() < regions;
    ledger.judge(Check.RECORD, known, where, "region", record.getRegion(), "below " + regions);
    if (known) {
      votes.radii(
          where,
          plan.worst,
          new VoteRules.Node(
              record.getRegion(), Displacement.none(regions), record.getLowerBound()),
          record.getRadii().getAdditions(),
          record.getRadii().getDeletions(),
          plan.radiusCap);
    }
  }

  private void failureProbability(String where, NodeCertificate record) {
    Confidence confidence = record.getConfidence();
    if (!(confidence.getAlpha() > 0 && confidence.getAlpha() < 1)) {
      ledger.judge(
          Check.FAILURE_PROBABILITY, false, where, "alpha", confidence.getAlpha(), "in (0, 1)");
      return;
    }
    if (record.hasSamplesCap()) {
      ledger.gap(Check.FAILURE_PROBABILITY, "adaptive sampling: its looks are not in the record");
      return;
    }
    FailureShare share = FailureShare.of(confidence.getAlpha());
    boolean joint = confidence.getScope() == Confidence.Scope.JOINT;
    if (joint && record.getEpochCapacity() < 1) {
      ledger.gap(Check.FAILURE_PROBABILITY, "epochCapacity is not in the record");
      return;
    }
    if (joint) {
      share = share.amongNodes(record.getEpochCapacity());
    }
    if (confidence.getHorizon() == Confidence.Horizon.FOREVER) {
      share = share.forTime(Math.max(1, record.getCertifications()));
      share = joint ? share.forTime(Math.max(1, record.getEpoch())) : share;
    }
    votes.failureProbability(where, record.getFailureProbability(), share);
  }

  /** Collective numbers from the last records of all nodes. */
  private void recount(String graphId, GraphCertificate record) {
    if (record.getCellsCount() == 0) {
      return;
    }
    Map<String, Word> nodes = words.getOrDefault(graphId, Map.of());
    Plan plan = plans.get(record.getScheduleId());
    if (plan == null || !fits(record, nodes, plan)) {
      ledger.gap(
          Check.COLLECTIVE,
          "the node records among the files are not those of the graph's last record");
      return;
    }
    Map<Integer, List<Double>> lowerBounds = new HashMap<>();
    nodes.values().stream()
        .filter(w -> w.status == Status.CERTIFIED)
        .forEach(
            w -> lowerBounds.computeIfAbsent(w.region, c -> new ArrayList<>()).add(w.lowerBound));
    List<Long> noEnd = Collections.nCopies(plan.schedule.regions(), Long.MAX_VALUE);
    Recount recount = new Recount(plan.schedule, plan.worst, lowerBounds, noEnd, noEnd, effort);
    List<CellRules.Cell> all =
        record.getCellsList().stream()
            .filter(cell -> !cell.hasDistance())
            .map(cell -> cell("graph " + graphId, record, cell))
            .toList();
    recount.prepare(all.stream().map(CellRules.Cell::budget).toList());
    all.forEach(cell -> cells.recounted(cell, recount));
  }

  private static boolean fits(GraphCertificate record, Map<String, Word> nodes, Plan plan) {
    return nodes.size() == record.getNodes()
        && of(nodes, Status.CERTIFIED) == record.getCertified()
        && of(nodes, Status.ABSTAINED) == record.getAbstained()
        && nodes.values().stream().allMatch(w -> w.version <= record.getGraphVersion())
        && nodes.values().stream()
            .filter(w -> w.status == Status.CERTIFIED)
            .allMatch(w -> w.plain && w.region < plan.schedule.regions() && w.lowerBound > 0.5);
  }

  private static long of(Map<String, Word> nodes, Status status) {
    return nodes.values().stream().filter(w -> w.status == status).count();
  }
}
