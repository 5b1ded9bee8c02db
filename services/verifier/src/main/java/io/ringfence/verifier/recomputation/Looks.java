package io.ringfence.verifier.recomputation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When adaptive sampling may stop, from the most samples that it allows: at all of them divided by
 * √2 to the power of 7, 6, … 0, rounded down. Votes spend four fifths of their failure probability
 * on the last look, the rest alike on the others.
 *
 * @param samples ascending
 */
public record Looks(List<Long> samples) {
  private static final int EARLY = 7;
  private static final BigDecimal LAST = new BigDecimal("0.8");
  private static final BigDecimal OTHERS = new BigDecimal("0.2");

  public Looks {
    samples = List.copyOf(samples);
  }

  /**
   * @param cap at least 1
   */
  public static Looks upTo(long cap) {
    BigInteger square = BigInteger.valueOf(cap).pow(2);
    List<Long> looks = new ArrayList<>();
    for (int halvings = EARLY; halvings >= 0; halvings--) {
      long at = square.shiftRight(halvings).sqrt().longValueExact();
      if (at > 0 && !looks.contains(at)) {
        looks.add(at);
      }
    }
    return new Looks(looks);
  }

  /** What votes may fail with if sampling stopped here; empty if there is no look here. */
  public Optional<FailureShare> ofVotes(FailureShare all, long stoppedAt) {
    if (!samples.contains(stoppedAt)) {
      return Optional.empty();
    }
    if (samples.size() == 1) {
      return Optional.of(all);
    }
    boolean last = samples.indexOf(stoppedAt) == samples.size() - 1;
    return Optional.of(last ? all.times(LAST) : all.times(OTHERS).amongNodes(samples.size() - 1L));
  }
}
