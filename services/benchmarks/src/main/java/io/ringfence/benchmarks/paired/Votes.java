package io.ringfence.benchmarks.paired;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.VoteTally;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import io.ringfence.smoothing.Smoother;
import java.util.ArrayList;
import java.util.List;

/** The vote of every sample by itself, per sample and target. */
record Votes(List<List<Integer>> winners) {

  static Votes draw(
      Smoother smoother,
      Subgraph graph,
      BinaryNoiseSchedule schedule,
      List<Integer> targets,
      int samples,
      long seed) {
    List<List<Integer>> winners = new ArrayList<>(samples);
    for (int sample = 0; sample < samples; sample++) {
      SmoothingTask one =
          new SmoothingTask(graph, schedule, targets, new SampleRange(sample, 1), seed);
      winners.add(
          smoother.smooth(one, Statistic.votes(), () -> false).stream()
              .map(VoteTally::leader)
              .toList());
    }
    return new Votes(winners);
  }

  int leader(int target, int samples, int classes) {
    int[] counts = new int[classes];
    winners.subList(0, samples).forEach(sample -> counts[sample.get(target)]++);
    int leader = 0;
    for (int y = 1; y < classes; y++) {
      leader = counts[y] > counts[leader] ? y : leader;
    }
    return leader;
  }

  long count(int target, int predicted, int samples) {
    return winners.subList(0, samples).stream().filter(s -> s.get(target) == predicted).count();
  }

  /** Samples that vote for a class here and for another there. */
  long lost(Votes there, int target, int predicted, int samples) {
    long lost = 0;
    for (int s = 0; s < samples; s++) {
      boolean here = winners.get(s).get(target) == predicted;
      lost += here && there.winners.get(s).get(target) != predicted ? 1 : 0;
    }
    return lost;
  }
}
