package io.ringfence.stream.pool;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.graph.AttributeMatrix;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small random smoothing tasks. */
final class RandomTasks {

  private final SplittableRandom random;

  RandomTasks(long seed) {
    random = new SplittableRandom(seed);
  }

  SmoothingTask binary(int samples) {
    int regions = 1 + random.nextInt(4);
    int nodes = 1 + random.nextInt(12);
    List<List<NoiseLevel>> rows = new ArrayList<>();
    for (int c = 0; c < regions; c++) {
      rows.add(
          IntStream.range(0, regions)
              .mapToObj(
                  j ->
                      new NoiseLevel(
                          random.nextLong(NoiseLevel.GRID + 1),
                          random.nextLong(NoiseLevel.GRID + 1)))
              .toList());
    }
    SparseRows ones = rows(nodes, 1 + random.nextInt(40), 0.2);
    return task(
        nodes, regions, new BinaryAttributeMatrix(ones), BinaryNoiseSchedule.of(rows), samples);
  }

  SmoothingTask real(int samples) {
    int regions = 1 + random.nextInt(4);
    int nodes = 1 + random.nextInt(12);
    int dimension = 1 + random.nextInt(5);
    List<List<Double>> rows = new ArrayList<>();
    for (int c = 0; c < regions; c++) {
      rows.add(IntStream.range(0, regions).mapToObj(j -> 0.01 + random.nextDouble()).toList());
    }
    float[] values = new float[nodes * dimension];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) (random.nextDouble() - 0.5);
    }
    return task(
        nodes,
        regions,
        RealAttributeMatrix.owning(values, nodes, dimension),
        RealNoiseSchedule.of(RealNoiseSchedule.Kind.GAUSSIAN, rows),
        samples);
  }

  private SmoothingTask task(
      int nodes, int regions, AttributeMatrix attributes, NoiseSchedule schedule, int samples) {
    SparseRows neighbours = rows(nodes, nodes, 0.3);
    long[] ordinals = new long[nodes];
    for (int k = 0; k < nodes; k++) {
      ordinals[k] = (k == 0 ? -1 : ordinals[k - 1]) + 1 + random.nextLong(1L << 40);
    }
    int[] degrees = new int[nodes];
    Arrays.setAll(degrees, k -> neighbours.count(k) + random.nextInt(3));
    int[] regionOf = new int[nodes];
    Arrays.setAll(regionOf, k -> random.nextInt(regions));
    List<Integer> targets = new ArrayList<>();
    for (int k = nodes - 1; k >= 0; k--) {
      if (targets.isEmpty() || random.nextBoolean()) {
        targets.add(k);
      }
    }
    return new SmoothingTask(
        new Subgraph(ordinals, regionOf, degrees, neighbours, attributes),
        schedule,
        targets,
        new SampleRange(random.nextInt(1_000), samples),
        random.nextLong());
  }

  private SparseRows rows(int rows, int width, double density) {
    int[] offsets = new int[rows + 1];
    List<Integer> columns = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < width; column++) {
        if (random.nextDouble() < density) {
          columns.add(column);
        }
      }
      offsets[row + 1] = columns.size();
    }
    return SparseRows.owning(
        offsets, columns.stream().mapToInt(Integer::intValue).toArray(), width);
  }
}
