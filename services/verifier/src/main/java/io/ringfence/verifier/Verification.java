package io.ringfence.verifier;

import java.util.List;

/**
 * What a recheck found.
 *
 * @param tallies one per thing that occurred
 * @param findings what is wrong, the first {@value Ledger#MOST_FINDINGS}
 */
public record Verification(List<Tally> tallies, List<Finding> findings) {
  public Verification {
    tallies = List.copyOf(tallies);
    findings = List.copyOf(findings);
  }

  /** What it comes down to. */
  public enum Verdict {
    /** Everything that follows from the records was rechecked and holds. */
    HOLDS,
    /** Some number is wrong. */
    WRONG,
    /** Nothing is wrong as far as it goes, but something could not be rechecked. */
    INCOMPLETE,
    /** Nothing could be rechecked. */
    NOTHING
  }

  /** How many fields were taken as given. */
  public long given() {
    return tallies.stream()
        .flatMap(t -> t.given().values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  public Verdict verdict() {
    if (tallies.stream().anyMatch(t -> t.failed() > 0)) {
      return Verdict.WRONG;
    }
    if (tallies.stream().allMatch(t -> t.checked() == 0)) {
      return Verdict.NOTHING;
    }
    return tallies.stream().allMatch(t -> t.notCheckable().isEmpty())
        ? Verdict.HOLDS
        : Verdict.INCOMPLETE;
  }
}
