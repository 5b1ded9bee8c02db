package io.ringfence.monitor.rules;

import io.ringfence.schemas.v1.RobustnessAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Where one subject of one rule stands: quiet, rising (bad, not yet for long enough), firing, or
 * falling (good, not yet for long enough).
 */
final class Watch {

  private enum Phase {
    QUIET,
    RISING,
    FIRING,
    FALLING
  }

  /** What an observation led to. */
  enum Step {
    NONE,
    FIRE,
    RESOLVE
  }

  private final Trigger trigger;
  private Phase phase = Phase.QUIET;
  private Instant since = Instant.EPOCH;
  private double before = Double.NaN;
  private double bad = Double.NaN;
  private @Nullable Origin origin;
  private @Nullable RobustnessAlert alert;

  Watch(Trigger trigger) {
    this.trigger = trigger;
  }

  /** One that fired before a restart. */
  static Watch firing(Trigger trigger, RobustnessAlert alert) {
    Watch watch = new Watch(trigger);
    watch.phase = Phase.FIRING;
    watch.before = alert.getFrom();
    watch.bad = alert.getTo();
    watch.alert = alert;
    return watch;
  }

  /**
   * @param value empty where it is not known: everything stays as it is
   * @param muted nothing may begin to fire
   */
  Step observe(OptionalDouble value, Moment moment, boolean muted) {
    if (value.isEmpty()) {
      return Step.NONE;
    }
    double known = value.getAsDouble();
    return isActive() ? whileActive(known, moment) : whileQuiet(known, moment, muted);
  }

  private Step whileQuiet(double value, Moment moment, boolean muted) {
    if (!trigger.fires(value)) {
      phase = Phase.QUIET;
      before = value;
      return Step.NONE;
    }
    bad = value;
    if (phase == Phase.QUIET) {
      phase = Phase.RISING;
      since = moment.now();
      origin = moment.origin();
    }
    if (muted || !lasted(trigger.hold(), moment)) {
      return Step.NONE;
    }
    phase = Phase.FIRING;
    return Step.FIRE;
  }

  private Step whileActive(double value, Moment moment) {
    if (!trigger.resolves(value)) {
      phase = Phase.FIRING;
      bad = value;
      return Step.NONE;
    }
    if (phase == Phase.FIRING) {
      phase = Phase.FALLING;
      since = moment.now();
    }
    if (!lasted(trigger.resolveHold(), moment)) {
      return Step.NONE;
    }
    before = value;
    phase = Phase.QUIET;
    return Step.RESOLVE;
  }

  private boolean lasted(Duration hold, Moment moment) {
    return !moment.now().isBefore(since.plus(hold));
  }

  /** There is nothing to judge any more. */
  Step gone() {
    boolean active = isActive();
    phase = Phase.QUIET;
    before = Double.NaN;
    return active ? Step.RESOLVE : Step.NONE;
  }

  /** The value before it became bad, of a watch that is new. */
  void remember(double quiet) {
    before = quiet;
  }

  /** Firing, whatever it is doing about it. */
  boolean isActive() {
    return phase == Phase.FIRING || phase == Phase.FALLING;
  }

  boolean isQuiet() {
    return phase == Phase.QUIET;
  }

  /** Time alone may change it. */
  boolean isMoving() {
    return phase == Phase.RISING || phase == Phase.FALLING;
  }

  /** The last good value; NaN if there was none. */
  double before() {
    return before;
  }

  /** The last bad value. */
  double bad() {
    return bad;
  }

  /** Where the condition began to hold. */
  @Nullable Origin origin() {
    return origin;
  }

  /** The alert as it was said last; absent if it never fired. */
  @Nullable RobustnessAlert alert() {
    return alert;
  }

  void said(RobustnessAlert said) {
    alert = said;
  }
}
