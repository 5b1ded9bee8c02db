package io.ringfence.cli.attack;

/** What fresh noise says about a smoothed prediction after an attack. */
enum Verdict {
  /** The votes prove that the prediction is what it was. */
  HELD,
  /** The votes prove that it is not, or has lost the majority that its certificate promises. */
  BROKEN,
  /** The votes prove neither. */
  UNDECIDED
}
