package io.ringfence.verifier;

import io.ringfence.schemas.v1.Confidence;
import io.ringfence.schemas.v1.Eta;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.NodeCertificate.Classifier;
import io.ringfence.schemas.v1.NodeCertificate.Status;
import io.ringfence.schemas.v1.Norm;
import io.ringfence.verifier.recomputation.Displacement;
import io.ringfence.verifier.recomputation.FailureShare;
import io.ringfence.verifier.recomputation.Looks;
import io.ringfence.verifier.recomputation.RealLaw;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The rules of one record of the topic node-certificates. */
final class NodeRules {
  private static final String NO_GRAPH =
      "no graph certificate with its schedule is among the files";

  private final Ledger ledger;
  private final Map<String, Plan> plans;
  private final ProofRules proofs;
  private final RadiusRules radii;

  /**
   * @param plans by schedule id
   */
  NodeRules(Ledger ledger, Map<String, Plan> plans) {
    this.ledger = ledger;
    this.plans = plans;
    proofs = new ProofRules(ledger);
    radii = new RadiusRules(ledger);
  }

  void check(String where, NodeCertificate record) {
    switch (record.getStatus()) {
      case PENDING ->
          ledger.judge(
              Check.RECORD,
              !record.hasLowerBound() && !record.hasRadii() && record.getEtasCount() == 0,
              where,
              "status",
              "PENDING with a promise",
              "no bound, no radii, no etas");
      case CERTIFIED, ABSTAINED -> settled(where, record);
      case STATUS_UNSPECIFIED, UNRECOGNIZED ->
          ledger.gap(Check.RECORD, "a status that this version does not know");
    }
  }

  static Proof proof(NodeCertificate record) {
    return new Proof(
        record.getClassifier() == Classifier.SCORES
            ? OptionalLong.empty()
            : OptionalLong.of(Integer.toUnsignedLong(record.getVotes())),
        Integer.toUnsignedLong(record.getSamples()),
        record.getFailureProbability(),
        record.getLowerBound(),
        record.hasRivalBound()
            ? Optional.of(
                new Proof.Rival(
                    record.getRivalBound().getUpperBound(),
                    record.getRivalBound().getVotes(),
                    record.getRivalBound().getRivals()))
            : Optional.empty(),
        record.hasOneMean()
            ? Optional.of(
                new Proof.OneMean(
                    record.getOneMean().getSlope(),
                    record.getOneMean().getCentre(),
                    record.getOneMean().getLowerBound()))
            : Optional.empty());
  }

  static Optional<Displacement> displacement(NodeCertificate record) {
    return record.hasDisplacement()
        ? Optional.of(
            new Displacement(
                record.getDisplacement().getAdditionsList(),
                record.getDisplacement().getDeletionsList()))
        : Optional.empty();
  }

  private void settled(String where, NodeCertificate record) {
    boolean votes = record.getClassifier() == Classifier.VOTES;
    if (!votes && record.getClassifier() != Classifier.SCORES) {
      ledger.gap(Check.LOWER_BOUND, "a classifier that this version does not know");
      return;
    }
    Proof proof = proof(record);
    boolean certified = record.getStatus() == Status.CERTIFIED;
    form(where, record, votes, certified);
    if (!proofs.inRange(where, proof)) {
      return;
    }
    proofs.bounds(where, proof);
    failureProbability(where, record);
    proofs.status(where, certified, proof);
    if (certified) {
      etas(where, record, proof);
      radii(where, record, proof);
    }
  }

  /** Fields that only some records have. */
  private void form(String where, NodeCertificate record, boolean votes, boolean certified) {
    int drawnAs = record.hasDrawnAs() ? record.getDrawnAs() : record.getCertifications();
    ledger.judge(
        Check.RECORD,
        record.getSampledVersion() <= record.getGraphVersion()
            && drawnAs >= 1
            && drawnAs <= record.getCertifications(),
        where,
        "sampledVersion, graphVersion, drawnAs, certifications",
        "%d, %d, %d, %d"
            .formatted(
                record.getSampledVersion(),
                record.getGraphVersion(),
                drawnAs,
                record.getCertifications()),
        "sampled at or before, drawn as one of the certifications");
    ledger.judge(
        Check.RECORD,
        votes
            ? record.hasVotes() && !record.hasOneMean()
            : !record.hasVotes() && !record.hasRivalBound(),
        where,
        "votes, rivalBound, oneMean",
        record.getClassifier(),
        "votes and rivalBound of VOTES, oneMean of SCORES");
    ledger.judge(
        Check.RECORD,
        certified
            || (!record.hasRadii() && !record.hasDisplacement() && record.getEtasCount() == 0),
        where,
        "status",
        "ABSTAINED with a promise",
        "no radii, no etas, no displacement");
  }

  private void etas(String where, NodeCertificate record, Proof proof) {
    Set<String> rows = new HashSet<>();
    for (Eta eta : record.getEtasList()) {
      boolean forward = eta.getDirection() == Eta.Direction.FORWARD;
      proofs.eta(where, eta.getOrder(), forward, eta.getValue(), proof);
      ledger.judge(
          Check.RECORD,
          rows.add(eta.getOrder() + " " + eta.getDirection()),
          where,
          "etas",
          eta.getOrder(),
          "each row once");
    }
  }

  private void radii(String where, NodeCertificate record, Proof proof) {
    Plan plan = plans.get(record.getScheduleId());
    if (plan == null) {
      ledger.gap(Check.RADIUS, NO_GRAPH);
      return;
    }
    int regions = plan.regions();
    boolean known = record.hasRegion() && record.getRegion() >= 0 && record.getRegion() < regions;
    ledger.judge(Check.RECORD, known, where, "region", record.getRegion(), "below " + regions);
    boolean ofBits = plan instanceof Plan.OfBits;
    boolean same = ofBits != record.getRadii().hasDistance();
    ledger.judge(
        Check.RECORD, same, where, "radii", record.getRadii().hasDistance(), "as the noise is");
    if (!known || !same) {
      return;
    }
    if (plan instanceof Plan.OfBits bits) {
      bits(where, record, proof, bits);
    } else if (plan instanceof Plan.OfReals reals) {
      distance(where, record, proof, reals);
    }
  }

  private void bits(String where, NodeCertificate record, Proof proof, Plan.OfBits plan) {
    int regions = plan.regions();
    boolean fits =
        !record.hasDisplacement()
            || (record.getDisplacement().getAdditionsCount() == regions
                && record.getDisplacement().getDeletionsCount() == regions);
    ledger.judge(Check.RECORD, fits, where, "displacement", "", "of %d regions".formatted(regions));
    if (fits) {
      Displacement spent = displacement(record).orElseGet(() -> Displacement.none(regions));
      radii.bits(
          where,
          plan,
          new RadiusRules.Node(record.getRegion(), spent, proof, false),
          record.getRadii().getAdditions(),
          record.getRadii().getDeletions());
    }
  }

  private void distance(String where, NodeCertificate record, Proof proof, Plan.OfReals plan) {
    ledger.judge(
        Check.RECORD,
        !record.hasDisplacement(),
        where,
        "displacement",
        "present",
        "none, as any change ends a certificate for distances");
    ledger.judge(
        Check.RECORD,
        record.getRadii().getNorm() == norm(plan),
        where,
        "radii.norm",
        record.getRadii().getNorm(),
        norm(plan));
    radii.distance(where, plan, record.getRegion(), proof, record.getRadii().getDistance());
  }

  /** How distances are measured under a schedule. */
  static Norm norm(Plan.OfReals plan) {
    return plan.distance().schedule().law() == RealLaw.GAUSSIAN ? Norm.L2 : Norm.L1;
  }

  private void failureProbability(String where, NodeCertificate record) {
    Confidence confidence = record.getConfidence();
    if (!(confidence.getAlpha() > 0 && confidence.getAlpha() < 1)) {
      ledger.judge(
          Check.FAILURE_PROBABILITY, false, where, "alpha", confidence.getAlpha(), "in (0, 1)");
      return;
    }
    boolean joint = confidence.getScope() == Confidence.Scope.JOINT;
    if (joint && record.getEpochCapacity() < 1) {
      ledger.gap(Check.FAILURE_PROBABILITY, "epochCapacity is not in the record");
      return;
    }
    FailureShare share = FailureShare.of(confidence.getAlpha());
    if (joint) {
      share = share.amongNodes(record.getEpochCapacity());
    }
    if (confidence.getHorizon() == Confidence.Horizon.FOREVER) {
      int drawnAs = record.hasDrawnAs() ? record.getDrawnAs() : record.getCertifications();
      share = share.forTime(Math.max(1, drawnAs));
      share = joint ? share.forTime(Math.max(1, record.getEpoch())) : share;
    }
    Optional<Looks> looks =
        record.hasSamplesCap()
            ? Optional.of(Looks.upTo(Math.max(1, record.getSamplesCap())))
            : Optional.empty();
    proofs.failureProbability(where, proof(record), share, looks);
  }
}
