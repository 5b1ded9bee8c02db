package io.ringfence.cli.tune;

import java.util.Locale;

/** Sentences that the console and the page share. */
final class Wording {
  static final String HONESTY =
      "The shares shown are optimistic, because the best of many was picked by them; certificates"
          + " that serve publishes are not wrong for that, since serve draws fresh noise and pays its own alpha.";

  private Wording() {}

  /** What is counted. */
  static String counting(Choice choice) {
    return choice.chosen().quality().right().isEmpty()
        ? "Certified shares are of all predictions, because the dataset has no labels."
        : "Certified shares count right predictions that provably stay right, of all labelled targets.";
  }

  static String rule(Choice choice) {
    return String.format(
        Locale.ROOT,
        "Chosen: the largest mean certified share among those whose smoothed accuracy is at most %s below the best, equals by fewer samples.",
        choice.accuracyLoss());
  }

  /** How far the run came. */
  static String progress(Tuning.Outcome outcome) {
    if (outcome.complete()) {
      return "All %d trials are done.".formatted(outcome.planned());
    }
    return String.format(
        Locale.ROOT,
        "The time was over after %d of %d trials; %d combinations were not tried. The next trial takes about %.1f s; the same command goes on.",
        outcome.trials().size(),
        outcome.planned(),
        outcome.untried(),
        outcome.nextSeconds());
  }
}
