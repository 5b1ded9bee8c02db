package io.ringfence.engine;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.VoteTally;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** Monte Carlo smoothing of a {@link TinyModel} without any trick, to test everything around it. */
record PlainSmoother(TinyModel model) implements Smoother {

  @Override
  public List<VoteTally> smooth(SmoothingTask task, BooleanSupplier cancelled) {
    Subgraph graph = task.subgraph();
    List<VoteTally> tallies = new ArrayList<>();
    for (int target : task.targets()) {
      long[] votes = new long[model.classes()];
      for (int s = 0; s < task.samples().count(); s++) {
        long key = task.seed() * 31 + task.samples().first() + s;
        boolean[][] noisy = noisy(task, graph.region(target), new SplittableRandom(key));
        votes[model.vote(graph, target, noisy)]++;
      }
      tallies.add(VoteTally.of(votes));
    }
    return tallies;
  }

  private boolean[][] noisy(SmoothingTask task, int outputRegion, SplittableRandom random) {
    Subgraph graph = task.subgraph();
    BinaryAttributeMatrix attributes = (BinaryAttributeMatrix) graph.attributes();
    boolean[][] bits = new boolean[graph.nodes()][attributes.dimension()];
    for (int node = 0; node < graph.nodes(); node++) {
      NoiseLevel level =
          BinaryNoiseSchedule.require(task.schedule()).level(outputRegion, graph.region(node));
      for (int d = 0; d < attributes.dimension(); d++) {
        boolean one = attributes.ones().contains(node, d);
        long threshold = one ? level.deletionThreshold() : level.additionThreshold();
        boolean flip = random.nextLong(NoiseLevel.GRID) < threshold;
        bits[node][d] = one != flip;
      }
    }
    return bits;
  }
}
