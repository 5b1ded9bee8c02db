package io.ringfence.verifier;

import java.util.Map;

/**
 * How often one thing was rechecked.
 *
 * @param checked times that it could be recomputed, failed ones included
 * @param failed times that it was wrong
 * @param notCheckable times that it could not be recomputed, by reason
 */
public record Tally(Check check, long checked, long failed, Map<String, Long> notCheckable) {
  public Tally {
    notCheckable = Map.copyOf(notCheckable);
  }
}
