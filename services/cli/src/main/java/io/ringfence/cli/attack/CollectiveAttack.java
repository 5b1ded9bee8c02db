package io.ringfence.cli.attack;

import io.ringfence.certificates.VoteTally;
import io.ringfence.graph.Subgraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Spends one budget against all certified targets: the bits with the largest joint effect on the
 * margins, weak predictions counting most.
 */
final class CollectiveAttack {
  /** A target counts less by e for each step of this size of its lower bound above one half. */
  private static final double WEAKNESS = 0.08;

  private final Subgraph graph;
  private final FlipChoice choice;
  private final Judge judge;

  CollectiveAttack(Subgraph graph, FlipChoice choice, Judge judge) {
    this.graph = graph;
    this.choice = choice;
    this.judge = judge;
  }

  /**
   * @param fallen certified targets whose prediction provably fell
   * @param undecided targets of which the votes prove nothing
   */
  record Outcome(CertifiedRun.Collective claim, int fallen, int undecided) {
    boolean broken() {
      return fallen > claim.bound();
    }
  }

  /**
   * @param votes on the graph as it is, one per certificate
   * @param failureProbability that any target is judged wrongly, at most
   */
  Outcome run(
      CertifiedRun.Collective claim,
      List<Certificate> certificates,
      List<VoteTally> votes,
      double failureProbability) {
    List<FlipChoice.Aim> aims = new ArrayList<>();
    for (int i = 0; i < certificates.size(); i++) {
      Certificate one = certificates.get(i);
      aims.add(
          new FlipChoice.Aim(
              one.index(),
              one.predictedClass(),
              Rival.of(votes.get(i), one.predictedClass()),
              Math.exp((0.5 - one.lowerBound()) / WEAKNESS)));
    }
    List<Flip> flips = new ArrayList<>();
    flips.addAll(choice.against(aims, Flip.Kind.ADDITION, claim.additions()));
    flips.addAll(choice.against(aims, Flip.Kind.DELETION, claim.deletions()));
    List<Verdict> verdicts =
        judge.judge(
            Tampering.apply(graph, flips),
            certificates.stream().map(Certificate::claim).toList(),
            failureProbability / certificates.size());
    return new Outcome(
        claim,
        Collections.frequency(verdicts, Verdict.BROKEN),
        Collections.frequency(verdicts, Verdict.UNDECIDED));
  }
}
