package io.ringfence.verifier;

/**
 * One number that is wrong.
 *
 * @param where file and record
 * @param written what the receipt says
 * @param recomputed what follows from its other numbers
 */
public record Finding(Check check, String where, String field, String written, String recomputed) {
  public String rule() {
    return check.rule();
  }
}
