package io.ringfence.verifier;

import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.NodeCertificate.Status;
import io.ringfence.verifier.recomputation.Displacement;
import io.ringfence.verifier.recomputation.Target;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a record says of its node.
 *
 * @param target what is proven, if it is certified
 * @param best no certificate that the node has held since it last had none says more
 */
record Word(
    Status status,
    String scheduleId,
    int region,
    Optional<Target> target,
    Optional<Target> best,
    Optional<Displacement> spent,
    double radius,
    long version) {

  static Word of(NodeCertificate record) {
    Optional<Target> target =
        record.getStatus() == Status.CERTIFIED
            ? Optional.of(NodeRules.proof(record).target())
            : Optional.empty();
    return new Word(
        record.getStatus(),
        record.getScheduleId(),
        record.getRegion(),
        target,
        target,
        record.hasDisplacement() ? NodeRules.displacement(record) : Optional.empty(),
        record.getRadii().getDistance(),
        record.getGraphVersion());
  }

  /** A certificate that replaces another one does not make that one false. */
  Word followedBy(Word next) {
    if (best.isEmpty() || next.target.isEmpty() || !scheduleId.equals(next.scheduleId)) {
      return next;
    }
    Target one = best.get();
    Target other = next.target.get();
    Target both =
        new Target(
            Math.max(one.lowerBound(), other.lowerBound()),
            one.rival().isPresent() || other.rival().isPresent()
                ? OptionalDouble.of(Math.min(one.rival().orElse(1), other.rival().orElse(1)))
                : OptionalDouble.empty(),
            one.distance().isPresent() || other.distance().isPresent()
                ? OptionalDouble.of(Math.max(one.distance().orElse(0), other.distance().orElse(0)))
                : OptionalDouble.empty());
    return new Word(
        next.status,
        next.scheduleId,
        next.region,
        next.target,
        Optional.of(both),
        next.spent,
        next.radius,
        next.version);
  }
}
