package io.ringfence.engine;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.CertifiedRadius;
import io.ringfence.certificates.ClassBound;
import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.certificates.Displacements;
import io.ringfence.certificates.Distance;
import io.ringfence.certificates.LinearCollectiveSolver;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.certificates.SearchLimit;
import io.ringfence.certificates.VoteBound;
import io.ringfence.certificates.real.RealCertificates;
import io.ringfence.certificates.real.RealCollectiveCertifier;
import io.ringfence.certificates.real.RealTargets;
import java.util.List;
import java.util.Optional;

/**
 * The price of moving real-valued attributes: one η per node and one weight per region. There is no
 * family of rows, and an adversary never runs out of what to move.
 */
final class RealPrice implements SchedulePrice {

  private final RealCertificates certificates;

  RealPrice(RealNoiseSchedule schedule) {
    certificates = new RealCertificates(schedule);
  }

  @Override
  public boolean robust(int region, ClassBound bound, AttackBudget budget) {
    return !bound.abstains() && distance(budget).value() <= radius(region, bound).value();
  }

  @Override
  public CertifiedRadius radii(int region, ClassBound bound, int cap) {
    return bound.abstains() ? Distance.NONE : radius(region, bound);
  }

  private Distance radius(int region, ClassBound bound) {
    return certificates.radius(region, eta(bound));
  }

  private double eta(ClassBound bound) {
    return bound instanceof VoteBound votes && votes.rivalBound().isPresent()
        ? certificates.eta(votes.lowerBound(), votes.rivalBound().getAsDouble())
        : certificates.eta(bound.lowerBound());
  }

  @Override
  public List<NodeStatus.Eta> etas(ClassBound bound) {
    return List.of();
  }

  @Override
  public List<CollectiveCertificate> collective(
      List<RegionBound> targets,
      Optional<BitSupply> supply,
      List<AttackBudget> budgets,
      SearchLimit limit,
      Optional<LinearCollectiveSolver> solver) {
    RealTargets.Builder builder = RealTargets.builder(certificates);
    targets.forEach(t -> builder.add(t.region(), t.bound().abstains() ? 0 : eta(t.bound())));
    return new RealCollectiveCertifier()
        .certify(builder.build(), budgets.stream().map(RealPrice::distance).toList(), limit);
  }

  private static Distance distance(AttackBudget budget) {
    if (budget instanceof Distance distance) {
      return distance;
    }
    throw new IllegalArgumentException(
        "The budget is %s, but attributes are real-valued; give a distance.".formatted(budget));
  }

  @Override
  public Optional<Displacements> displacements() {
    return Optional.empty();
  }
}
