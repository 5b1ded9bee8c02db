package io.ringfence.verifier;

import io.ringfence.schemas.v1.Cell;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.Survival;
import io.ringfence.verifier.recomputation.RealDistance;
import io.ringfence.verifier.recomputation.Schedule;
import io.ringfence.verifier.recomputation.WorstPlace;
import java.util.List;
import java.util.Map;

/** The rules of one record of the topic graph-certificates. Learns schedules. */
final class GraphRules {
  private final Ledger ledger;
  private final CellRules cells;
  private final Map<String, Plan> plans;

  /**
   * @param plans by schedule id; added to
   */
  GraphRules(Ledger ledger, CellRules cells, Map<String, Plan> plans) {
    this.ledger = ledger;
    this.cells = cells;
    this.plans = plans;
  }

  void check(String where, GraphCertificate record) {
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
    near(where, "certifiedRatio", record.getCertifiedRatio(), ratio);
    if (record.hasSurvival()) {
      survival(where, record.getSurvival());
    }
    if (record.getEpoch() > 0) {
      schedule(where, record);
    }
    List<CellRules.Cell> all =
        record.getCellsList().stream().map(cell -> cell(where, record, cell)).toList();
    all.forEach(cells::order);
    cells.monotone(all);
  }

  private void survival(String where, Survival last) {
    long kept = (long) last.getHeld() - last.getExpired() - last.getRevoked();
    ledger.judge(
        Check.COUNT,
        kept >= last.getDisplaced() && last.getDisplaced() >= last.getShortened(),
        where,
        "survival",
        "%d, %d, %d".formatted(kept, last.getDisplaced(), last.getShortened()),
        "shortened <= displaced <= held - expired - revoked");
    double share = last.getHeld() == 0 ? 1 : (double) kept / last.getHeld();
    near(where, "survival.share", last.getShare(), share);
  }

  private void near(String where, String field, double written, double counted) {
    ledger.judge(Check.COUNT, Math.abs(written - counted) < 1e-12, where, field, written, counted);
  }

  private void schedule(String where, GraphCertificate record) {
    int nodes = record.getRegionsList().stream().mapToInt(r -> r.getNodes()).sum();
    count(where, "nodes of all regions", nodes, record.getNodes());
    try {
      Plan plan = plans.get(record.getScheduleId());
      Plan read = plan(record);
      ledger.judge(
          Check.SCHEDULE,
          read.fingerprint().equals(record.getScheduleId()),
          where,
          "scheduleId",
          record.getScheduleId(),
          read.fingerprint());
      if (plan == null) {
        plans.put(record.getScheduleId(), read);
      }
    } catch (IllegalArgumentException e) {
      ledger.judge(
          Check.SCHEDULE, false, where, "regions", String.valueOf(e.getMessage()), "a schedule");
    }
  }

  private Plan plan(GraphCertificate record) {
    if (record.getRegionsList().stream().anyMatch(r -> r.hasRealNoise())) {
      return new Plan.OfReals(new RealDistance(RecordedSchedule.ofReals(record.getRegionsList())));
    }
    Schedule schedule = RecordedSchedule.of(record.getRegionsList());
    if (!record.hasRadiusCap()) {
      ledger.gap(Check.RECORD, "radiusCap is not in the record");
    }
    long cap = record.hasRadiusCap() ? record.getRadiusCap() : Integer.MAX_VALUE - 1;
    return new Plan.OfBits(schedule, new WorstPlace(schedule), cap);
  }

  private void count(String where, String field, long written, long counted) {
    ledger.judge(Check.COUNT, written == counted, where, field, written, counted);
  }

  private CellRules.Cell cell(String where, GraphCertificate record, Cell cell) {
    CellRules.Cell read = read(where, record, cell);
    count(read.where(), "targets", cell.getTargets(), record.getTargets());
    ledger.judge(
        Check.ARITHMETIC,
        cell.getBound() == (double) cell.getTargets() - cell.getCertified(),
        read.where(),
        "bound",
        cell.getBound(),
        (long) cell.getTargets() - cell.getCertified());
    ledger.judge(
        Check.ARITHMETIC,
        cell.getCertified() <= record.getCertified(),
        read.where(),
        "certified",
        cell.getCertified(),
        "at most " + record.getCertified());
    Plan plan = plans.get(record.getScheduleId());
    boolean right =
        plan instanceof Plan.OfReals reals
            ? cell.hasDistance()
                && cell.getNorm() == NodeRules.norm(reals)
                && cell.getAdditions() == 0
                && cell.getDeletions() == 0
            : !cell.hasDistance();
    ledger.judge(
        Check.RECORD, right, read.where(), "distance, norm", cell.getNorm(), "as the noise is");
    return read;
  }

  static CellRules.Cell read(String where, GraphCertificate record, Cell cell) {
    return new CellRules.Cell(
        cell.hasDistance()
            ? "%s distance %s".formatted(where, cell.getDistance())
            : "%s budget %d,%d".formatted(where, cell.getAdditions(), cell.getDeletions()),
        new Recount.Budget(cell.getAdditions(), cell.getDeletions(), cell.getDistance()),
        cell.getTargets(),
        record.getCertified(),
        cell.getCertified(),
        cell.getNaive(),
        cell.getMethod() == Cell.Method.EXACT,
        false);
  }
}
