package io.ringfence.cli.tune;

import java.util.ArrayDeque;
import java.util.Deque;

/** Foretells how long a trial takes: per noisy graph as long as the slowest of the last ones. */
final class Pace {
  private static final int REMEMBERED = 3;

  private final Deque<Double> secondsPerGraph = new ArrayDeque<>();

  void took(Trial trial) {
    secondsPerGraph.addLast(trial.cost().seconds() / trial.rung().noisyGraphs());
    if (secondsPerGraph.size() > REMEMBERED) {
      secondsPerGraph.removeFirst();
    }
  }

  /** Seconds, 0 if nothing is known yet. */
  double expected(Rung rung) {
    double slowest = secondsPerGraph.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return slowest * rung.noisyGraphs();
  }
}
