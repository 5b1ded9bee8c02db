package io.ringfence.stream.pool;

import io.ringfence.certificates.ScoreSums;
import io.ringfence.certificates.ScoreTally;
import io.ringfence.certificates.VoteTally;
import io.ringfence.certificates.statistics.ScoreSumStatistic;
import io.ringfence.certificates.statistics.ScoreTallyStatistic;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.certificates.statistics.VoteStatistic;
import io.ringfence.schemas.v1.ScoreHistogram;
import io.ringfence.schemas.v1.ScoreHistograms;
import io.ringfence.schemas.v1.ScoreMoments;
import io.ringfence.schemas.v1.SmoothingResult;
import io.ringfence.schemas.v1.VoteCounts;
import java.util.ArrayList;
import java.util.List;

/** Evidence about targets as the contract has it: integers only, so that nothing is rounded. */
final class EvidenceRecords {

  private EvidenceRecords() {}

  static void write(SmoothingResult.Builder result, Statistic<?> statistic, List<?> evidence) {
    if (statistic instanceof VoteStatistic) {
      result.setVotes(votes(evidence));
    } else if (statistic instanceof ScoreSumStatistic) {
      result.setScoreSums(moments(evidence));
    } else if (statistic instanceof ScoreTallyStatistic) {
      result.setScoreHistograms(histograms(evidence));
    }
  }

  private static VoteCounts votes(List<?> evidence) {
    VoteCounts.Builder counts = VoteCounts.newBuilder();
    for (Object each : evidence) {
      VoteTally tally = (VoteTally) each;
      counts.setClasses(tally.classes());
      for (int y = 0; y < tally.classes(); y++) {
        counts.addVotes(tally.votes(y));
      }
    }
    return counts.build();
  }

  private static ScoreMoments moments(List<?> evidence) {
    ScoreMoments.Builder moments = ScoreMoments.newBuilder();
    for (Object each : evidence) {
      ScoreSums sums = (ScoreSums) each;
      moments.setClasses(sums.classes());
      for (int y = 0; y < sums.classes(); y++) {
        moments.addSums(sums.sum(y)).addSquares(sums.sumOfSquares(y));
      }
    }
    return moments.build();
  }

  private static ScoreHistograms histograms(List<?> evidence) {
    ScoreHistograms.Builder histograms = ScoreHistograms.newBuilder();
    for (Object each : evidence) {
      ScoreTally tally = (ScoreTally) each;
      ScoreHistogram.Builder histogram = ScoreHistogram.newBuilder();
      for (int i = 0; i < tally.occupied(); i++) {
        histogram.addBins(tally.occupiedBin(i)).addCounts(tally.occupiedCount(i));
      }
      histograms.addTargets(histogram);
    }
    return histograms.build();
  }

  /**
   * The evidence about each target.
   *
   * @param classes of the model
   * @throws IllegalArgumentException if the answer is not one to this question, or not over as many
   *     samples as it says
   */
  @SuppressWarnings("unchecked") // a statistic and the type of its evidence belong together
  static <T> List<T> read(
      SmoothingResult result, Statistic<T> statistic, int targets, int classes) {
    int samples = result.getSamples();
    if (statistic instanceof VoteStatistic && result.hasVotes()) {
      return (List<T>) votes(result.getVotes(), targets, classes, samples);
    }
    if (statistic instanceof ScoreSumStatistic && result.hasScoreSums()) {
      return (List<T>) moments(result.getScoreSums(), targets, classes, samples);
    }
    if (statistic instanceof ScoreTallyStatistic && result.hasScoreHistograms()) {
      return (List<T>) histograms(result.getScoreHistograms(), targets, samples);
    }
    throw new IllegalArgumentException(
        "The result holds %s, which answers another question.".formatted(result.getOutcomeCase()));
  }

  private static List<VoteTally> votes(VoteCounts counts, int targets, int classes, int samples) {
    requireShape(counts.getClasses(), counts.getVotesCount(), targets, classes);
    List<VoteTally> tallies = new ArrayList<>(targets);
    for (int target = 0; target < targets; target++) {
      VoteTally tally = VoteTally.of(slice(counts.getVotesList(), target, classes));
      requireSamples(tally.samples(), samples);
      tallies.add(tally);
    }
    return tallies;
  }

  private static List<ScoreSums> moments(
      ScoreMoments moments, int targets, int classes, int samples) {
    requireShape(moments.getClasses(), moments.getSumsCount(), targets, classes);
    requireShape(moments.getClasses(), moments.getSquaresCount(), targets, classes);
    List<ScoreSums> sums = new ArrayList<>(targets);
    for (int target = 0; target < targets; target++) {
      sums.add(
          ScoreSums.of(
              samples,
              slice(moments.getSumsList(), target, classes),
              slice(moments.getSquaresList(), target, classes)));
    }
    return sums;
  }

  private static long[] slice(List<Long> values, int target, int classes) {
    long[] slice = new long[classes];
    for (int y = 0; y < classes; y++) {
      slice[y] = values.get(target * classes + y);
    }
    return slice;
  }

  private static List<ScoreTally> histograms(ScoreHistograms histograms, int targets, int samples) {
    requireShape(1, histograms.getTargetsCount(), targets, 1);
    List<ScoreTally> tallies = new ArrayList<>(targets);
    for (ScoreHistogram histogram : histograms.getTargetsList()) {
      long[] counts = new long[ScoreTally.bins()];
      requireShape(1, histogram.getCountsCount(), histogram.getBinsCount(), 1);
      for (int i = 0; i < histogram.getBinsCount(); i++) {
        int bin = histogram.getBins(i);
        if (bin < 0 || bin >= counts.length) {
          throw new IllegalArgumentException(
              "A histogram has bin %d; bins are 0 to %d.".formatted(bin, counts.length - 1));
        }
        counts[bin] = Math.addExact(counts[bin], histogram.getCounts(i));
      }
      ScoreTally tally = ScoreTally.of(counts, 0);
      requireSamples(tally.samples(), samples);
      tallies.add(tally);
    }
    return tallies;
  }

  private static void requireShape(int givenClasses, int given, int targets, int classes) {
    if (givenClasses != classes || given != Math.multiplyExact(targets, classes)) {
      throw new IllegalArgumentException(
          "%d numbers for %d classes are given; %d targets of %d classes were asked about."
              .formatted(given, givenClasses, targets, classes));
    }
  }

  private static void requireSamples(long given, int samples) {
    if (given != samples) {
      throw new IllegalArgumentException(
          "A target has %d samples; %d were to be drawn.".formatted(given, samples));
    }
  }
}
