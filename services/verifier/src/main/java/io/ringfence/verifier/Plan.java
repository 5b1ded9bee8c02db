package io.ringfence.verifier;

import io.ringfence.verifier.recomputation.RealDistance;
import io.ringfence.verifier.recomputation.Schedule;
import io.ringfence.verifier.recomputation.WorstPlace;

/** A noise schedule and what goes with it. */
sealed interface Plan {
  int regions();

  String fingerprint();

  /**
   * Noise on bits.
   *
   * @param radiusCap largest radius that is looked for
   */
  record OfBits(Schedule schedule, WorstPlace worst, long radiusCap) implements Plan {
    @Override
    public int regions() {
      return schedule.regions();
    }

    @Override
    public String fingerprint() {
      return schedule.fingerprint();
    }
  }

  /** Noise on real-valued attributes. */
  record OfReals(RealDistance distance) implements Plan {
    @Override
    public int regions() {
      return distance.schedule().regions();
    }

    @Override
    public String fingerprint() {
      return distance.schedule().fingerprint();
    }
  }
}
