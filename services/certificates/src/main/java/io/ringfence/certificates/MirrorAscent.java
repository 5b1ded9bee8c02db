package io.ringfence.certificates;

import java.util.Arrays;

/**
 * Good multipliers for the envelope relaxation without a solver.
 *
 * <p>The adversary climbs the concave function Σ_g min_k (line k of group g) over splits of the
 * budget by exponentiated gradients; each step credits the line that is tight in each group, and
 * the shares of credit over many steps are multipliers whose bound approaches the optimum like
 * 1/√steps. Nothing here has to be right for the bound to be valid: see {@link
 * EnvelopeProblem#bound}.
 */
final class MirrorAscent {

  private static final int STEPS = 512;

  private final EnvelopeProblem problem;
  private final double[] additions;
  private final double[] deletions;
  private final int[] tight;

  private MirrorAscent(EnvelopeProblem problem) {
    this.problem = problem;
    additions = new double[problem.regions()];
    deletions = new double[problem.regions()];
    tight = new int[problem.groups()];
  }

  /** The best bound met on the way. */
  static double bound(EnvelopeProblem problem) {
    return new MirrorAscent(problem).run();
  }

  private double run() {
    double[] credit = new double[problem.lines()];
    double best = problem.bound(credit);
    spread(additions, problem.budget().additions());
    spread(deletions, problem.budget().deletions());
    int since = 0;
    for (int step = 1; step <= STEPS; step++) {
      findTightLines();
      for (int line : tight) {
        if (line >= 0) {
          credit[line]++;
        }
      }
      climb(step);
      if (Integer.bitCount(step) == 1) {
        int length = step - since;
        best = Math.min(best, problem.bound(Arrays.stream(credit).map(y -> y / length).toArray()));
        Arrays.fill(credit, 0); // later steps are better: start the average anew
        since = step;
      }
    }
    return best;
  }

  private void findTightLines() {
    double[] lowest = new double[problem.groups()];
    for (int g = 0; g < lowest.length; g++) {
      lowest[g] = problem.flat(g);
      tight[g] = -1;
    }
    for (int k = 0; k < problem.lines(); k++) {
      double value = problem.intercept(k);
      for (int j = 0; j < additions.length; j++) {
        value += problem.additionSlope(k, j) * additions[j];
        value += problem.deletionSlope(k, j) * deletions[j];
      }
      int g = problem.group(k);
      if (value < lowest[g]) {
        lowest[g] = value;
        tight[g] = k;
      }
    }
  }

  private void climb(int step) {
    double[] towardsAdditions = new double[additions.length];
    double[] towardsDeletions = new double[deletions.length];
    for (int line : tight) {
      for (int j = 0; line >= 0 && j < additions.length; j++) {
        towardsAdditions[j] += problem.additionSlope(line, j);
        towardsDeletions[j] += problem.deletionSlope(line, j);
      }
    }
    move(additions, towardsAdditions, step);
    move(deletions, towardsDeletions, step);
  }

  private static void move(double[] split, double[] gradient, int step) {
    double steepest = Arrays.stream(gradient).max().orElse(0);
    double total = Arrays.stream(split).sum();
    if (steepest == 0 || total == 0) {
      return;
    }
    double rate = 1.5 / Math.sqrt(step) / steepest;
    double sum = 0;
    for (int j = 0; j < split.length; j++) {
      split[j] *= Math.exp(rate * (gradient[j] - steepest));
      sum += split[j];
    }
    for (int j = 0; j < split.length; j++) {
      split[j] = Math.max(split[j] * total / sum, 1e-9 * total);
    }
  }

  private static void spread(double[] split, int budget) {
    Arrays.fill(split, (double) budget / split.length);
  }
}
