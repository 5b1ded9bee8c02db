package io.ringfence.verifier;

import io.ringfence.verifier.recomputation.Displacement;
import io.ringfence.verifier.recomputation.Standing;
import io.ringfence.verifier.recomputation.Target;
import io.ringfence.verifier.recomputation.WorstPlace;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;

/** The rules of how far attributes may change. */
final class RadiusRules {
  private final Ledger ledger;

  RadiusRules(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * What radii follow from.
   *
   * @param fresh whether they were taken from the proof at once, not later from what was left
   */
  record Node(int region, Displacement spent, Proof proof, boolean fresh) {}

  void bits(String where, Plan.OfBits plan, Node node, long additions, long deletions) {
    radius(where, "radii.additions", plan, node, additions, true);
    radius(where, "radii.deletions", plan, node, deletions, false);
  }

  private void radius(
      String where, String field, Plan.OfBits plan, Node node, long radius, boolean additions) {
    long cap = plan.radiusCap();
    boolean abstains = node.proof.abstains();
    if (radius < 0 || radius > cap || abstains) {
      boolean none = radius == 0 && abstains;
      ledger.judge(Check.RADIUS, none, where, field, radius, "0 to " + cap + ", 0 if it abstains");
      return;
    }
    Target all = node.proof.target();
    Target later = new Target(all.lowerBound(), all.rival(), OptionalDouble.empty());
    Optional<Standing> here = standing(plan.worst(), node, all, radius, additions);
    Optional<Standing> beyond =
        radius == cap
            ? Optional.of(Standing.LOST)
            : standing(plan.worst(), node, node.fresh ? all : later, radius + 1, additions);
    if (here.isEmpty() || beyond.isEmpty()) {
      ledger.gap(Check.RADIUS, "too many worst places of a budget");
      return;
    }
    boolean sound = here.get() != Standing.LOST;
    ledger.judge(
        Check.RADIUS,
        sound && beyond.get() != Standing.KEPT,
        where,
        field,
        radius,
        sound ? "more" : "less");
  }

  private static Optional<Standing> standing(
      WorstPlace worst, Node node, Target target, long radius, boolean additions) {
    int bits = Math.toIntExact(radius);
    return worst.standing(
        node.region, node.spent, target, additions ? bits : 0, additions ? 0 : bits);
  }

  void distance(String where, Plan.OfReals plan, int region, Proof proof, double radius) {
    Optional<BigDecimal> exact =
        proof.abstains()
            ? Optional.of(BigDecimal.ZERO)
            : plan.distance().radius(region, proof.target());
    ledger.judge(
        Check.RADIUS,
        exact.map(e -> ProofRules.near(radius, e)).orElse(Double.isInfinite(radius) && radius > 0),
        where,
        "radii.distance",
        radius,
        exact.map(e -> e.round(new MathContext(12)).toString()).orElse("Infinity"));
  }
}
