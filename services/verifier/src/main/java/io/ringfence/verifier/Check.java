package io.ringfence.verifier;

/** What is rechecked, and by which rule. */
public enum Check {
  RECORD("record", "its own fields do not contradict each other"),
  SCHEDULE("schedule", "the schedule's id is the SHA-256 of its levels"),
  FAILURE_PROBABILITY(
      "failure probability", "it is the node's share of alpha, not above it and within 1e-9 of it"),
  LOWER_BOUND(
      "lower bound", "votes prove it at its failure probability, and 1e-9 more they would not"),
  STATUS(
      "status", "CERTIFIED if and only if the lower bound is above one half, or above every rival"),
  ETA(
      "eta",
      "it is the Rényi distance of the lower bound from one half or what mean and variance prove, not above it and within 1e-9"),
  RADIUS("radius", "it holds for the worst place of that many changes, and one more does not"),
  COUNT("count", "it is the number of records that say so"),
  ARITHMETIC(
      "cell",
      "naive <= certified, certified + flips = targets, and a larger budget certifies no more"),
  NAIVE("naive", "it is what the records prove if each node is attacked by itself"),
  COLLECTIVE("collective", "no allocation of the budget flips more, listed one by one"),
  DIGEST("digest", "the file is byte for byte the one that was written");

  private final String title;
  private final String rule;

  Check(String title, String rule) {
    this.title = title;
    this.rule = rule;
  }

  public String title() {
    return title;
  }

  /** What must hold, in words. */
  public String rule() {
    return rule;
  }
}
