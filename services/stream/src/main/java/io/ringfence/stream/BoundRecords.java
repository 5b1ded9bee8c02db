package io.ringfence.stream;

import io.ringfence.certificates.ClassBound;
import io.ringfence.certificates.ScoreBound;
import io.ringfence.certificates.VoteBound;
import io.ringfence.engine.SamplingRule;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.NodeCertificate.Classifier;
import io.ringfence.schemas.v1.OneMean;
import java.util.Optional;

/** What the samples of a node prove, between the engine's form and the contract's. */
final class BoundRecords {

  private BoundRecords() {}

  static Classifier classifier(SamplingRule rule) {
    return switch (rule.classifier()) {
      case VOTES -> Classifier.VOTES;
      case SCORES -> Classifier.SCORES;
    };
  }

  static void put(NodeCertificate.Builder record, ClassBound bound, SamplingRule rule) {
    record
        .setPredictedClass(bound.predictedClass())
        .setSamples(Math.toIntExact(bound.samples()))
        .setSelectionSamples(rule.selectionSamples())
        .setLowerBound(bound.lowerBound())
        .setFailureProbability(bound.failureProbability());
    if (rule.isAdaptive()) {
      record.setSamplesCap(rule.cap());
    }
    if (bound instanceof VoteBound votes) {
      record.setClassifier(Classifier.VOTES).setVotes(Math.toIntExact(votes.votes()));
    } else if (bound instanceof ScoreBound scores) {
      record.setClassifier(Classifier.SCORES);
      scores.oneMean().ifPresent(row -> record.setOneMean(oneMean(row)));
    }
  }

  private static OneMean oneMean(ScoreBound.OneMean row) {
    return OneMean.newBuilder()
        .setSlope(row.t())
        .setCentre(row.m())
        .setLowerBound(row.lowerBound())
        .build();
  }

  /**
   * @throws IllegalArgumentException if the record contradicts itself
   */
  static ClassBound of(NodeCertificate record) {
    return switch (record.getClassifier()) {
      case VOTES ->
          new VoteBound(
              record.getPredictedClass(),
              record.getVotes(),
              record.getSamples(),
              record.getFailureProbability(),
              record.getLowerBound());
      case SCORES ->
          new ScoreBound(
              record.getPredictedClass(),
              record.getSamples(),
              record.getFailureProbability(),
              record.getLowerBound(),
              record.hasOneMean() ? Optional.of(oneMean(record.getOneMean())) : Optional.empty());
      case CLASSIFIER_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(
              "The certificate of node '%s' is for a classifier that this version does not know; run the version that wrote it, or a newer one."
                  .formatted(record.getNodeId()));
    };
  }

  private static ScoreBound.OneMean oneMean(OneMean row) {
    return new ScoreBound.OneMean(row.getSlope(), row.getCentre(), row.getLowerBound());
  }
}
