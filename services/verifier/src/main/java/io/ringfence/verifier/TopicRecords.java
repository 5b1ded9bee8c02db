package io.ringfence.verifier;

import io.ringfence.schemas.RecordKeys;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.verifier.recomputation.Displacement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rechecks records of the certificate topics: first all graph records, which carry the schedules,
 * then all node records, then the collective numbers of every graph record against the node records
 * that were in force with it.
 */
final class TopicRecords {
  static final String SUPERSEDED =
      "certified of a record that a later one replaced, beyond ten times the effort in all";
  private static final String OTHER_NODES =
      "the node records among the files are not those that the graph's record counts";
  private static final int SUPERSEDED_EFFORTS = 10;

  private final Ledger ledger;
  private final CellRules cells;
  private final double effort;
  private final Map<String, Plan> plans = new HashMap<>();
  private final GraphRules graphs;
  private final NodeRules nodes;
  private final Map<String, History> histories = new TreeMap<>();
  private double spent;

  TopicRecords(Ledger ledger, double effort) {
    this.ledger = ledger;
    this.effort = effort;
    cells = new CellRules(ledger);
    graphs = new GraphRules(ledger, cells, plans);
    nodes = new NodeRules(ledger, plans);
  }

  void verify(List<Path> files, Steps steps) throws IOException {
    for (Path file : files) {
      new RecordFile(file).read(new GraphPass());
    }
    for (Path file : files) {
      new RecordFile(file).read(new NodePass(steps));
    }
    histories.values().forEach(history -> history.replay(this::recount));
  }

  private History history(String graphId) {
    return histories.computeIfAbsent(graphId, id -> new History());
  }

  /** Learns schedules. */
  private final class GraphPass implements RecordFile.Reader {
    @Override
    public void node(String where, NodeCertificate record) {}

    @Override
    public void graph(String where, GraphCertificate record) {
      String named = where + " graph " + record.getGraphId();
      graphs.check(named, record);
      history(record.getGraphId()).add(named, record);
    }

    @Override
    public void removed(String key) {
      List<String> parts = RecordKeys.split(key);
      if (parts.size() == 2) {
        history(parts.get(0)).remove(key);
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
      nodes.check(where + " node " + key, record);
      history(record.getGraphId()).add(record);
    }

    @Override
    public void graph(String where, GraphCertificate record) {}

    @Override
    public void removed(String key) {}

    @Override
    public void unreadable(String where, String reason) {}

    @Override
    public void bytes(long count) {
      steps.done(count);
    }
  }

  private void recount(History.Whole whole, Optional<Collection<Word>> words) {
    GraphCertificate record = whole.record();
    if (record.getCellsCount() == 0) {
      return;
    }
    Plan plan = plans.get(record.getScheduleId());
    List<CellRules.Cell> all =
        record.getCellsList().stream()
            .map(cell -> GraphRules.read(whole.where(), record, cell))
            .toList();
    if (plan == null || words.isEmpty() || !fit(words.get(), record, plan)) {
      ledger.gap(Check.COLLECTIVE, OTHER_NODES);
    } else if (plan instanceof Plan.OfBits bits) {
      bits(bits, words.get(), all, whole.last());
    } else if (plan instanceof Plan.OfReals reals) {
      reals(reals, words.get(), all, whole.last());
    }
  }

  private static boolean fit(Collection<Word> words, GraphCertificate record, Plan plan) {
    return words.stream()
        .filter(word -> word.target().isPresent())
        .allMatch(
            word ->
                word.region() >= 0
                    && word.region() < plan.regions()
                    && word.scheduleId().equals(record.getScheduleId())
                    && word.spent().map(s -> s.additions().size() == plan.regions()).orElse(true));
  }

  private void bits(
      Plan.OfBits plan, Collection<Word> words, List<CellRules.Cell> all, boolean last) {
    Displacement none = Displacement.none(plan.regions());
    List<Long> noEnd = Collections.nCopies(plan.regions(), Long.MAX_VALUE);
    List<Recount.Promised> asSaid =
        words.stream()
            .filter(w -> w.target().isPresent())
            .map(w -> new Recount.Promised(w.region(), w.spent().orElse(none), w.target().get()))
            .toList();
    List<Recount.Promised> atBest =
        words.stream()
            .filter(w -> w.best().isPresent() && w.target().isPresent())
            .map(w -> new Recount.Promised(w.region(), none, w.best().get()))
            .toList();
    Recount recount = new Recount(plan.worst(), asSaid, noEnd, noEnd, effort);
    Optional<Recount> loose =
        asSaid.equals(atBest)
            ? Optional.empty()
            : Optional.of(new Recount(plan.worst(), atBest, noEnd, noEnd, effort));
    List<Recount.Budget> budgets = all.stream().map(CellRules.Cell::budget).toList();
    if (!last && isTooMuch(budgets.stream().mapToDouble(recount::effort).max().orElse(0))) {
      all.forEach(cell -> ledger.given(Check.COLLECTIVE, SUPERSEDED));
      return;
    }
    recount.prepare(budgets);
    loose.ifPresent(l -> l.prepare(budgets));
    all.forEach(cell -> cells.recounted(cell, recount, loose));
  }

  private void reals(
      Plan.OfReals plan, Collection<Word> words, List<CellRules.Cell> all, boolean last) {
    double each = effort / (all.size() + 1);
    if (!last && isTooMuch(effort)) {
      all.forEach(cell -> ledger.given(Check.COLLECTIVE, SUPERSEDED));
      return;
    }
    RealRecount recount =
        new RealRecount(
            plan,
            words.stream()
                .filter(w -> w.target().isPresent())
                .map(w -> new RealRecount.Promised(w.region(), w.target().get(), w.radius()))
                .toList(),
            each);
    all.forEach(cell -> cells.recounted(cell, recount));
  }

  private boolean isTooMuch(double more) {
    spent += more;
    return spent > SUPERSEDED_EFFORTS * effort;
  }
}
