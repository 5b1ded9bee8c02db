package io.ringfence.stream;

import io.ringfence.engine.Drift;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Follows the drift of one graph and says when a rule asks for an epoch. */
final class EpochWatch {

  private static final int LOOKS_PER_HOLD = 6;

  private final EpochRule rule;
  private Instant begun;
  private Instant nextLook;
  private @Nullable Instant exceededSince;

  /**
   * @param now counts as the beginning of the present epoch, whose age before a restart is unknown
   */
  EpochWatch(EpochRule rule, Instant now) {
    this.rule = rule;
    this.begun = now;
    this.nextLook = now;
  }

  /** An epoch has begun, for whatever reason. */
  void begun(Instant now) {
    begun = now;
    exceededSince = null;
  }

  /**
   * Looks at the drift if it is time to.
   *
   * @param drift costs a walk over the graph
   * @return why an epoch shall begin now; empty if none shall
   */
  Optional<String> look(Instant now, Supplier<Optional<Drift>> drift) {
    if (!rule.enabled()
        || now.isBefore(nextLook)
        || now.isBefore(begun.plus(rule.minAge()).minus(rule.hold()))) {
      return Optional.empty();
    }
    nextLook = now.plus(rule.hold().dividedBy(LOOKS_PER_HOLD));
    Optional<Drift> present = drift.get();
    Optional<String> reason = present.flatMap(d -> rule.exceeded(d, 1));
    if (reason.isPresent() && exceededSince == null) {
      exceededSince = now;
    } else if (present.flatMap(d -> rule.exceeded(d, EpochRule.BAND)).isEmpty()) {
      exceededSince = null;
    }
    Instant since = exceededSince;
    boolean held = since != null && !now.isBefore(since.plus(rule.hold()));
    boolean old = !now.isBefore(begun.plus(rule.minAge()));
    return held && old ? reason : Optional.empty();
  }
}
