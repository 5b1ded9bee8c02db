package io.ringfence.stream;

import io.ringfence.certificates.CertifiedRadius;
import io.ringfence.certificates.Distance;
import io.ringfence.certificates.LinearRow;
import io.ringfence.certificates.Perturbation;
import io.ringfence.certificates.Radii;
import io.ringfence.engine.CertificationSettings;
import io.ringfence.engine.Confidence;
import io.ringfence.engine.NodeCertificate;
import io.ringfence.engine.NodeStatus;
import io.ringfence.engine.PendingReason;
import io.ringfence.schemas.v1.Displacement;
import io.ringfence.schemas.v1.Eta;
import io.ringfence.schemas.v1.NodeCertificate.Status;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Node certificates between the engine's form and the contract's. Thread-safe. */
final class NodeCertificateCodec {

  private final CertificationSettings settings;
  private final io.ringfence.schemas.v1.Confidence confidence;

  NodeCertificateCodec(CertificationSettings settings) {
    this.settings = settings;
    this.confidence = ConfidenceRecords.of(settings.confidence());
  }

  /**
   * @param scheduleId fingerprint of the schedule in force, empty before the first epoch
   */
  io.ringfence.schemas.v1.NodeCertificate encode(
      String graphId, NodeCertificate certificate, String scheduleId, Instant now) {
    io.ringfence.schemas.v1.NodeCertificate.Builder record =
        io.ringfence.schemas.v1.NodeCertificate.newBuilder()
            .setGraphId(graphId)
            .setNodeId(certificate.nodeId())
            .setConfidence(confidence)
            .setScheduleId(scheduleId)
            .setModelId(settings.modelFingerprint())
            .setEpoch(Math.toIntExact(certificate.epoch()))
            .setClassifier(BoundRecords.classifier(settings.sampling()))
            .setGraphVersion(certificate.version())
            .setCertifications(Math.toIntExact(certificate.certifications()))
            .setOrdinal(certificate.ordinal())
            .setIssuedAt(Timestamps.of(now));
    certificate.label().ifPresent(record::setLabel);
    if (settings.confidence().scope() == Confidence.Scope.JOINT
        && certificate.epochCapacity() > 0) {
      record.setEpochCapacity(certificate.epochCapacity());
    }
    if (certificate.region() >= 0) {
      record.setRegion(certificate.region());
    }
    putStatus(record, certificate.status());
    if (certificate.drawnAs() != certificate.certifications() && record.hasSampledVersion()) {
      record.setDrawnAs(Math.toIntExact(certificate.drawnAs()));
    }
    return record.build();
  }

  private void putStatus(
      io.ringfence.schemas.v1.NodeCertificate.Builder record, NodeStatus status) {
    if (status instanceof NodeStatus.Pending pending) {
      record.setStatus(Status.PENDING).setPendingReason(reason(pending.reason()));
    } else if (status instanceof NodeStatus.Settled settled) {
      BoundRecords.put(record, settled.bound(), settings.sampling());
      record.setSampledVersion(settled.issuedAt()).setStatus(Status.ABSTAINED);
      if (settled instanceof NodeStatus.Certified certified) {
        putCertified(record, certified);
      }
    }
  }

  private void putCertified(
      io.ringfence.schemas.v1.NodeCertificate.Builder record, NodeStatus.Certified certified) {
    record.setStatus(Status.CERTIFIED).setRadii(radii(certified.radii()));
    certified.etas().forEach(eta -> record.addEtas(eta(eta)));
    certified.displaced().ifPresent(spent -> record.setDisplacement(displacement(spent)));
  }

  private io.ringfence.schemas.v1.Radii radii(CertifiedRadius radius) {
    io.ringfence.schemas.v1.Radii.Builder radii = io.ringfence.schemas.v1.Radii.newBuilder();
    if (radius instanceof Radii bits) {
      radii.setAdditions(bits.additions()).setDeletions(bits.deletions());
    } else if (radius instanceof Distance distance) {
      radii.setDistance(distance.value());
      settings.realNoise().map(RealNoiseRecords::norm).ifPresent(radii::setNorm);
    }
    return radii.build();
  }

  private static Displacement displacement(Perturbation spent) {
    Displacement.Builder record = Displacement.newBuilder();
    for (int j = 0; j < spent.regions(); j++) {
      record.addAdditions(spent.additions(j)).addDeletions(spent.deletions(j));
    }
    return record.build();
  }

  private static Perturbation displacement(Displacement record) {
    return Perturbation.of(
        record.getAdditionsList().stream().mapToInt(Integer::intValue).toArray(),
        record.getDeletionsList().stream().mapToInt(Integer::intValue).toArray());
  }

  private static Eta eta(NodeStatus.Eta eta) {
    return Eta.newBuilder()
        .setOrder(eta.row().order())
        .setDirection(
            switch (eta.row().direction()) {
              case FORWARD -> Eta.Direction.FORWARD;
              case REVERSE -> Eta.Direction.REVERSE;
            })
        .setValue(eta.value())
        .build();
  }

  private static NodeStatus.Eta eta(Eta eta) {
    LinearRow.Direction direction =
        switch (eta.getDirection()) {
          case FORWARD -> LinearRow.Direction.FORWARD;
          case REVERSE -> LinearRow.Direction.REVERSE;
          case DIRECTION_UNSPECIFIED, UNRECOGNIZED ->
              throw new IllegalArgumentException(
                  "An eta of order %s has no direction that this version knows; run the version that wrote it, or a newer one."
                      .formatted(eta.getOrder()));
        };
    return new NodeStatus.Eta(new LinearRow(eta.getOrder(), direction), eta.getValue());
  }

  private static io.ringfence.schemas.v1.NodeCertificate.PendingReason reason(
      PendingReason reason) {
    return switch (reason) {
      case NEW_NODE -> io.ringfence.schemas.v1.NodeCertificate.PendingReason.NEW_NODE;
      case CHANGE_IN_RECEPTIVE_FIELD ->
          io.ringfence.schemas.v1.NodeCertificate.PendingReason.CHANGE_IN_RECEPTIVE_FIELD;
      case DISPLACED -> io.ringfence.schemas.v1.NodeCertificate.PendingReason.DISPLACED;
      case NEW_EPOCH -> io.ringfence.schemas.v1.NodeCertificate.PendingReason.NEW_EPOCH;
    };
  }

  /**
   * @throws IllegalArgumentException if the record contradicts itself
   */
  static NodeCertificate decode(io.ringfence.schemas.v1.NodeCertificate record) {
    return new NodeCertificate(
        record.getNodeId(),
        record.getOrdinal(),
        record.hasLabel() ? OptionalInt.of(record.getLabel()) : OptionalInt.empty(),
        record.hasRegion() ? record.getRegion() : -1,
        record.getEpoch(),
        record.getGraphVersion(),
        record.getCertifications(),
        record.hasDrawnAs() ? record.getDrawnAs() : record.getCertifications(),
        record.getEpochCapacity(),
        status(record));
  }

  private static NodeStatus status(io.ringfence.schemas.v1.NodeCertificate record) {
    return switch (record.getStatus()) {
      case CERTIFIED ->
          new NodeStatus.Certified(
              BoundRecords.of(record),
              record.getSampledVersion(),
              radius(record.getRadii()),
              record.getEtasList().stream().map(NodeCertificateCodec::eta).toList(),
              record.hasDisplacement()
                  ? Optional.of(displacement(record.getDisplacement()))
                  : Optional.empty());
      case ABSTAINED ->
          new NodeStatus.Abstained(BoundRecords.of(record), record.getSampledVersion());
      case PENDING -> new NodeStatus.Pending(reason(record.getPendingReason()));
      case STATUS_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(
              "The certificate of node '%s' has a status that this version does not know; run the version that wrote it, or a newer one."
                  .formatted(record.getNodeId()));
    };
  }

  private static CertifiedRadius radius(io.ringfence.schemas.v1.Radii radii) {
    return radii.hasDistance()
        ? new Distance(radii.getDistance())
        : new Radii(radii.getAdditions(), radii.getDeletions());
  }

  private static PendingReason reason(
      io.ringfence.schemas.v1.NodeCertificate.PendingReason reason) {
    return switch (reason) {
      case CHANGE_IN_RECEPTIVE_FIELD -> PendingReason.CHANGE_IN_RECEPTIVE_FIELD;
      case DISPLACED -> PendingReason.DISPLACED;
      case NEW_EPOCH -> PendingReason.NEW_EPOCH;
      case NEW_NODE, PENDING_REASON_UNSPECIFIED, UNRECOGNIZED -> PendingReason.NEW_NODE;
    };
  }
}
