package io.ringfence.cli.tune;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Tries all combinations with few samples, the better half of them with more, and so on (successive
 * halving), until the last number of samples or the end of the time. A trial that is expected to
 * end after it is not begun. Which trial comes next depends on results alone, never on time.
 *
 * @param order the combinations as they are tried
 * @param ladder from few to many samples
 * @param accuracyLoss as in {@link Choice}
 * @param time for the trials of this run
 * @param nanos a clock
 */
record Tuning(
    List<Combination> order,
    List<Rung> ladder,
    double accuracyLoss,
    Duration time,
    LongSupplier nanos) {
  Tuning {
    order = List.copyOf(order);
    ladder = List.copyOf(ladder);
  }

  /** Runs one trial. */
  @FunctionalInterface
  interface Trials {
    Trial run(int number, Combination combination, Rung rung) throws IOException;
  }

  /**
   * What a run found.
   *
   * @param trials all that are known, in the order of trying
   * @param planned trials there would have been with enough time
   * @param untried combinations that were never tried
   * @param nextSeconds how long the next trial would take, about; 0 if all are done
   */
  record Outcome(List<Trial> trials, int planned, int untried, double nextSeconds) {
    Outcome {
      trials = List.copyOf(trials);
    }

    boolean complete() {
      return trials.size() == planned;
    }
  }

  /** Trials of a full run. */
  int planned() {
    int sum = 0;
    int field = order.size();
    for (int rung = 0; rung < ladder.size(); rung++) {
      sum += field;
      field = half(field);
    }
    return sum;
  }

  /**
   * @param log where known trials are and new ones go
   * @param done told of each trial, known or new
   */
  Outcome run(Trials trials, TrialLog log, Runnable done) throws IOException {
    long started = nanos.getAsLong();
    Pace pace = new Pace();
    List<Trial> all = new ArrayList<>();
    List<Integer> field = IntStream.range(0, order.size()).boxed().toList();
    for (Rung rung : ladder) {
      List<Trial> here = new ArrayList<>();
      for (int number : field) {
        Optional<Trial> known = log.find(number, rung);
        double expected = pace.expected(rung);
        if (known.isEmpty() && isOver(started, expected)) {
          return outcome(all, expected);
        }
        Trial trial = known.isPresent() ? known.get() : trials.run(number, order.get(number), rung);
        if (known.isEmpty()) {
          log.append(trial);
        }
        pace.took(trial);
        here.add(trial);
        all.add(trial);
        done.run();
      }
      field = better(here);
    }
    return outcome(all, 0);
  }

  private boolean isOver(long started, double expected) {
    return (nanos.getAsLong() - started) / 1e9 + expected > time.toNanos() / 1e9;
  }

  private List<Integer> better(List<Trial> trials) {
    return new Choice(trials, accuracyLoss)
        .ranked().stream().limit(half(trials.size())).map(Trial::number).toList();
  }

  private static int half(int count) {
    return (count + 1) / 2;
  }

  private Outcome outcome(List<Trial> trials, double nextSeconds) {
    int tried = (int) trials.stream().map(Trial::number).distinct().count();
    return new Outcome(trials, planned(), order.size() - tried, nextSeconds);
  }
}
