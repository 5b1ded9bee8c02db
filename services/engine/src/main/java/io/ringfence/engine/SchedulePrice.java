package io.ringfence.engine;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.CertifiedRadius;
import io.ringfence.certificates.ClassBound;
import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.certificates.Displacements;
import io.ringfence.certificates.LinearCollectiveSolver;
import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.certificates.Perturbation;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.certificates.SearchLimit;
import java.util.List;
import java.util.Optional;

/**
 * What changes of the attributes cost under one schedule: the promises that follow from a bound.
 * Computed once per epoch. Thread-safe.
 */
public sealed interface SchedulePrice permits BinaryPrice, RealPrice {

  /** The price under a schedule. */
  static SchedulePrice of(NoiseSchedule schedule) {
    return schedule instanceof RealNoiseSchedule real
        ? new RealPrice(real)
        : new BinaryPrice(BinaryNoiseSchedule.require(schedule));
  }

  /** Whether a node keeps its prediction whatever one adversary with this budget does. */
  boolean robust(int region, ClassBound bound, AttackBudget budget);

  /**
   * How far attributes may change, rounded down; nothing if the bound abstains.
   *
   * @param cap largest count that is looked for
   */
  CertifiedRadius radii(int region, ClassBound bound, int cap);

  /** Right-hand sides of the linear certificates, rounded down; none if the bound abstains. */
  List<NodeStatus.Eta> etas(ClassBound bound);

  /**
   * Collective certificates, one per budget, in their order.
   *
   * @param targets all of one classifier
   * @param supply what the adversary finds to change; empty if that is not known
   * @param solver proposes bounds where the exact search does not finish
   */
  List<CollectiveCertificate> collective(
      List<RegionBound> targets,
      Optional<BitSupply> supply,
      List<AttackBudget> budgets,
      SearchLimit limit,
      Optional<LinearCollectiveSolver> solver);

  /**
   * The states that attribute changes displace certificates to, none of them known yet; empty where
   * every change revokes. Not thread-safe.
   */
  Optional<Displacements> displacements();

  /**
   * A target of a collective certificate: its region and what its samples prove.
   *
   * @param displaced net bits changed per region since they were drawn; empty if none
   */
  record RegionBound(int region, ClassBound bound, Optional<Perturbation> displaced) {

    public RegionBound(int region, ClassBound bound) {
      this(region, bound, Optional.empty());
    }
  }
}
