package io.ringfence.engine;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.CertifiedRadius;
import io.ringfence.certificates.ClassBound;
import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.certificates.CollectiveCertifier;
import io.ringfence.certificates.CollectiveTargets;
import io.ringfence.certificates.Displacements;
import io.ringfence.certificates.LinearCertificates;
import io.ringfence.certificates.LinearCollectiveSolver;
import io.ringfence.certificates.LinearRow;
import io.ringfence.certificates.Perturbation;
import io.ringfence.certificates.Radii;
import io.ringfence.certificates.ScoreBound;
import io.ringfence.certificates.SearchLimit;
import io.ringfence.certificates.VoteCertificates;
import java.util.List;
import java.util.Optional;

/**
 * The price of flipped bits: exact thresholds, and linear rows beside them. What holds of the
 * probability of a vote holds of the mean of any score in [0, 1], so both classifiers share it.
 */
final class BinaryPrice implements SchedulePrice {

  private final VoteCertificates exact;
  private final LinearCertificates linear;
  private final Perturbation nothing;

  BinaryPrice(BinaryNoiseSchedule schedule) {
    exact = new VoteCertificates(schedule);
    linear = new LinearCertificates(schedule);
    nothing = Perturbation.none(schedule.regions());
  }

  @Override
  public boolean robust(int region, ClassBound bound, AttackBudget budget) {
    return !bound.abstains() && exact.robust(region, bound, nothing, bits(budget));
  }

  @Override
  public CertifiedRadius radii(int region, ClassBound bound, int cap) {
    return bound.abstains() ? Radii.NONE : exact.radii(region, bound, cap);
  }

  @Override
  public List<NodeStatus.Eta> etas(ClassBound bound) {
    if (bound.abstains()) {
      return List.of();
    }
    return linear.rows().stream().map(row -> new NodeStatus.Eta(row, eta(row, bound))).toList();
  }

  private double eta(LinearRow row, ClassBound bound) {
    return bound instanceof ScoreBound scores && row.equals(LinearRow.VARIANCE)
        ? scores.varianceEta()
        : linear.eta(row, bound.lowerBound());
  }

  @Override
  public List<CollectiveCertificate> collective(
      List<RegionBound> targets,
      Optional<BitSupply> supply,
      List<AttackBudget> budgets,
      SearchLimit limit,
      Optional<LinearCollectiveSolver> solver) {
    CollectiveTargets.Builder builder = CollectiveTargets.builder(exact.schedule().regions());
    targets.forEach(t -> builder.add(t.region(), t.bound(), t.displaced().orElse(nothing)));
    supply.ifPresent(
        bits -> {
          for (int region = 0; region < bits.ones().size(); region++) {
            builder.available(region, bits.zeros().get(region), bits.ones().get(region));
          }
        });
    CollectiveCertifier certifier =
        solver
            .map(present -> new CollectiveCertifier(exact, present))
            .orElseGet(() -> new CollectiveCertifier(exact));
    return certifier.certify(
        builder.build(), budgets.stream().map(BinaryPrice::bits).toList(), limit);
  }

  @Override
  public Optional<Displacements> displacements() {
    return Optional.of(new Displacements(exact));
  }

  private static Budget bits(AttackBudget budget) {
    if (budget instanceof Budget bits) {
      return bits;
    }
    throw new IllegalArgumentException(
        "The budget is %s, but attributes are bits; give additions and deletions."
            .formatted(budget));
  }
}
