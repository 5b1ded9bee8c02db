package io.ringfence.verifier;

import java.util.Map;

/**
 * How often one thing was rechecked.
 *
 * @param checked times that it could be recomputed, failed ones included
 * @param failed times that it was wrong
 * @param notCheckable times that it could not be recomputed, by reason
 * @param given times that a field was believed because no record says what it follows from, by
 *     field
 */
public record Tally(
    Check check,
    long checked,
    long failed,
    Map<String, Long> notCheckable,
    Map<String, Long> given) {
  public Tally {
    notCheckable = Map.copyOf(notCheckable);
    given = Map.copyOf(given);
  }
}
