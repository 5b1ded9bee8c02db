package io.ringfence.certificates;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A graph small enough to enumerate every noisy input: bit i of an integer is bit i of the
 * attribute matrix, and node n owns the bits [n·D, (n+1)·D).
 */
final class TinyGraph {

  /** Levels with the awkward corners: no noise of one kind, all of it, and sums above 1. */
  private static final double[] PROBABILITIES = {
    0, 0, 1e-9, 0.01, 0.1, 0.3, 0.5, 0.6, 0.8, 0.95, 1
  };

  final int nodes;
  final int bitsPerNode;
  final int classes;
  final int regions;
  final int[] regionOfNode;
  final BinaryNoiseSchedule schedule;
  final int clean;

  /** votes[n][y][x]: probability that the base model votes y for node n, smoothed at x. */
  final double[][][] votes;

  TinyGraph(Random random, int maxBits) {
    nodes = 3 + random.nextInt(3);
    bitsPerNode = 1 + random.nextInt(Math.max(1, maxBits / nodes));
    classes = 2 + random.nextInt(2);
    regions = 1 + random.nextInt(3);
    regionOfNode = random.ints(nodes, 0, regions).toArray();
    schedule = schedule(random, regions);
    clean = random.nextInt(1 << bits());
    votes = new double[nodes][classes][];
    int[][] base = baseModel(random);
    for (int n = 0; n < nodes; n++) {
      for (int y = 0; y < classes; y++) {
        votes[n][y] = smoothed(base[n], y, regionOfNode[n]);
      }
    }
  }

  int bits() {
    return nodes * bitsPerNode;
  }

  int regionOfBit(int bit) {
    return regionOfNode[bit / bitsPerNode];
  }

  /** The class with most votes at x, ties to the lowest. */
  int prediction(int node, int x) {
    int best = 0;
    for (int y = 1; y < classes; y++) {
      if (votes[node][y][x] > votes[node][best][x]) {
        best = y;
      }
    }
    return best;
  }

  int additions(int x) {
    return Integer.bitCount(x & ~clean);
  }

  int deletions(int x) {
    return Integer.bitCount(clean & ~x);
  }

  Perturbation perturbation(int x) {
    int[] a = new int[regions];
    int[] d = new int[regions];
    for (int bit = 0; bit < bits(); bit++) {
      boolean before = (clean >> bit & 1) == 1;
      boolean after = (x >> bit & 1) == 1;
      if (before != after) {
        (after ? a : d)[regionOfBit(bit)]++;
      }
    }
    return Perturbation.of(a, d);
  }

  long ones(int region) {
    long count = 0;
    for (int bit = 0; bit < bits(); bit++) {
      if (regionOfBit(bit) == region && (clean >> bit & 1) == 1) {
        count++;
      }
    }
    return count;
  }

  long zeros(int region) {
    long count = 0;
    for (int n = 0; n < nodes; n++) {
      count += regionOfNode[n] == region ? bitsPerNode : 0;
    }
    return count - ones(region);
  }

  static BinaryNoiseSchedule schedule(Random random, int regions) {
    boolean ranked = random.nextBoolean();
    List<List<NoiseLevel>> rows = new ArrayList<>();
    for (int c = 0; c < regions; c++) {
      List<NoiseLevel> row = new ArrayList<>();
      for (int j = 0; j < regions; j++) {
        int rank = Math.abs(c - j);
        row.add(
            ranked
                ? NoiseLevel.of(0.01 + 0.02 * rank, Math.min(1, 0.4 + 0.25 * rank))
                : random.nextInt(3) == 0
                    ? NoiseLevel.of(random.nextDouble(), random.nextDouble())
                    : NoiseLevel.of(pick(random), pick(random)));
      }
      rows.add(row);
    }
    return BinaryNoiseSchedule.of(rows);
  }

  private static double pick(Random random) {
    return PROBABILITIES[random.nextInt(PROBABILITIES.length)];
  }

  /** base[n][z]: the vote for node n on the noisy input z. */
  private int[][] baseModel(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> graphConvolution(random);
      case 1 -> biasedTable(random);
      default -> likelihoodTests(random);
    };
  }

  private int[][] graphConvolution(Random random) {
    boolean[][] edges = new boolean[nodes][nodes];
    for (int i = 0; i < nodes; i++) {
      for (int k = 0; k <= i; k++) {
        edges[i][k] = edges[k][i] = i == k || random.nextBoolean();
      }
    }
    double[][] weights = new double[bitsPerNode][classes];
    double[] bias = new double[classes];
    double size = 3 * random.nextDouble();
    for (int y = 0; y < classes; y++) {
      bias[y] = size * random.nextGaussian();
      for (int d = 0; d < bitsPerNode; d++) {
        weights[d][y] = random.nextGaussian();
      }
    }
    int[][] base = new int[nodes][1 << bits()];
    for (int z = 0; z < 1 << bits(); z++) {
      for (int n = 0; n < nodes; n++) {
        double[] scores = bias.clone();
        for (int m = 0; m < nodes; m++) {
          for (int d = 0; edges[n][m] && d < bitsPerNode; d++) {
            if ((z >> (m * bitsPerNode + d) & 1) == 1) {
              for (int y = 0; y < classes; y++) {
                scores[y] += weights[d][y];
              }
            }
          }
        }
        base[n][z] = argmax(scores);
      }
    }
    return base;
  }

  private int[][] biasedTable(Random random) {
    int[][] base = new int[nodes][1 << bits()];
    for (int n = 0; n < nodes; n++) {
      double share = random.nextDouble() * 0.5;
      for (int z = 0; z < 1 << bits(); z++) {
        base[n][z] = random.nextDouble() < share ? random.nextInt(classes) : 0;
      }
    }
    return base;
  }

  /** The worst that can happen: votes that are themselves likelihood ratio tests. */
  private int[][] likelihoodTests(Random random) {
    int[][] base = new int[nodes][1 << bits()];
    for (int n = 0; n < nodes; n++) {
      int rival = clean ^ (1 << random.nextInt(bits())) ^ (random.nextInt(1 << bits()) & clean);
      double threshold = Math.exp(random.nextGaussian() - 0.5);
      for (int z = 0; z < 1 << bits(); z++) {
        double here = likelihood(z, clean, regionOfNode[n]);
        double there = likelihood(z, rival, regionOfNode[n]);
        base[n][z] = here >= threshold * there ? 0 : 1;
      }
    }
    return base;
  }

  private double likelihood(int z, int x, int region) {
    double likelihood = 1;
    for (int bit = 0; bit < bits(); bit++) {
      NoiseLevel level = schedule.level(region, regionOfBit(bit));
      likelihood *= transition(level, x >> bit & 1, z >> bit & 1);
    }
    return likelihood;
  }

  /** The expectation of "the vote is y" under the noise of one region, at every x at once. */
  private double[] smoothed(int[] base, int y, int region) {
    double[] values = new double[base.length];
    for (int z = 0; z < base.length; z++) {
      values[z] = base[z] == y ? 1 : 0;
    }
    for (int bit = 0; bit < bits(); bit++) {
      NoiseLevel level = schedule.level(region, regionOfBit(bit));
      for (int z = 0; z < base.length; z++) {
        if ((z >> bit & 1) == 0) {
          double zero = values[z];
          double one = values[z | 1 << bit];
          values[z] = transition(level, 0, 0) * zero + transition(level, 0, 1) * one;
          values[z | 1 << bit] = transition(level, 1, 0) * zero + transition(level, 1, 1) * one;
        }
      }
    }
    return values;
  }

  private static double transition(NoiseLevel level, int from, int to) {
    double flip = from == 0 ? level.addition() : level.deletion();
    return from == to ? 1 - flip : flip;
  }

  private static int argmax(double[] scores) {
    int best = 0;
    for (int y = 1; y < scores.length; y++) {
      if (scores[y] > scores[best]) {
        best = y;
      }
    }
    return best;
  }
}
