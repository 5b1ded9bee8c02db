package io.ringfence.cli.attack;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.VoteCertificates;
import io.ringfence.certificates.VoteTally;
import io.ringfence.cli.console.Progress;
import io.ringfence.graph.Subgraph;
import io.ringfence.smoothing.Model;
import io.ringfence.smoothing.NativeModel;
import io.ringfence.smoothing.Smoother;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * All attacks of one run. Half of the failure probability goes to the verdicts inside the radii of
 * single nodes, half to the collective budgets; verdicts outside claim nothing and use the same
 * level.
 */
final class Campaign {
  private static final int VOTES_FOR_RIVALS = 200;

  private final Subgraph graph;
  private final BinaryNoiseSchedule schedule;
  private final FlipChoice choice;
  private final Judge judge;
  private final Plan plan;

  /**
   * @param nodes how many certificates to attack, the tightest and random ones in equal parts
   * @param nodeIds which ones instead, if any
   * @param budgets how many collective budgets to attack
   * @param samples most noisy graphs for one verdict
   * @param cap most flips against one node
   */
  record Plan(
      int nodes,
      List<String> nodeIds,
      int budgets,
      int samples,
      int cap,
      double alpha,
      long seed) {}

  Campaign(
      Subgraph graph, Model model, BinaryNoiseSchedule schedule, Smoother smoother, Plan plan) {
    this.graph = graph;
    this.schedule = schedule;
    this.plan = plan;
    choice = new FlipChoice(NativeModel.require(model), graph, schedule, plan.seed());
    judge = new Judge(smoother, schedule, plan.samples(), plan.seed());
  }

  AttackResults run(CertifiedRun run) {
    List<Certificate> chosen = chosen(run.certificates());
    List<CertifiedRun.Collective> budgets = budgets(run.collective());
    List<NodeAttack.Outcome> nodes = new ArrayList<>();
    List<CollectiveAttack.Outcome> collective = new ArrayList<>();
    try (Progress progress =
        Progress.start("attacking", "certificates", 2L * chosen.size() + budgets.size())) {
      List<VoteTally> clean = votes(chosen);
      NodeAttack attack =
          new NodeAttack(
              graph, choice, judge, plan.alpha() / 2 / Math.max(1, 4 * chosen.size()), plan.cap());
      for (int i = 0; i < chosen.size(); i++) {
        int rival = Rival.of(clean.get(i), chosen.get(i).predictedClass());
        for (Flip.Kind kind : Flip.Kind.values()) {
          nodes.add(attack.run(chosen.get(i), rival, kind));
          progress.advance(1);
        }
      }
      if (!budgets.isEmpty()) {
        List<VoteTally> all = votes(run.certificates());
        CollectiveAttack together = new CollectiveAttack(graph, choice, judge);
        for (CertifiedRun.Collective budget : budgets) {
          collective.add(
              together.run(budget, run.certificates(), all, plan.alpha() / 2 / budgets.size()));
          progress.advance(1);
        }
      }
    }
    return new AttackResults(nodes, collective, plan.alpha(), plan.cap(), judge.drawn());
  }

  private List<VoteTally> votes(List<Certificate> certificates) {
    return certificates.isEmpty()
        ? List.of()
        : judge.votes(
            graph, certificates.stream().map(Certificate::index).toList(), VOTES_FOR_RIVALS);
  }

  private List<Certificate> chosen(List<Certificate> all) {
    if (!plan.nodeIds().isEmpty()) {
      return plan.nodeIds().stream().map(id -> named(all, id)).toList();
    }
    List<Certificate> pool =
        new ArrayList<>(all.stream().filter(c -> c.additions() + c.deletions() > 0).toList());
    Collections.shuffle(pool, new Random(plan.seed()));
    VoteCertificates votes = new VoteCertificates(schedule);
    List<Certificate> chosen = new ArrayList<>();
    pool.stream()
        .sorted(Comparator.comparingDouble(c -> slack(votes, c)))
        .limit((plan.nodes() + 1) / 2)
        .forEach(chosen::add);
    pool.stream()
        .filter(c -> !chosen.contains(c))
        .limit(plan.nodes() / 2)
        .toList()
        .forEach(chosen::add);
    return chosen;
  }

  /** How much lower the bound could be with the same radii. */
  private static double slack(VoteCertificates votes, Certificate c) {
    double additions = votes.worstThreshold(c.region(), new Budget(c.additions(), 0));
    double deletions = votes.worstThreshold(c.region(), new Budget(0, c.deletions()));
    return c.lowerBound() - Math.max(additions, deletions);
  }

  private static Certificate named(List<Certificate> all, String id) {
    return all.stream()
        .filter(c -> c.nodeId().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Node '%s' has no certificate in this run; name one whose status is CERTIFIED."
                        .formatted(id)));
  }

  /** Some budgets, evenly over those under which something is claimed. */
  private List<CertifiedRun.Collective> budgets(List<CertifiedRun.Collective> all) {
    List<CertifiedRun.Collective> real =
        all.stream().filter(b -> b.additions() + b.deletions() > 0).toList();
    List<CertifiedRun.Collective> some = new ArrayList<>();
    int count = Math.min(plan.budgets(), real.size());
    for (int i = 0; i < count; i++) {
      some.add(real.get((int) ((long) i * real.size() / count)));
    }
    return some;
  }
}
