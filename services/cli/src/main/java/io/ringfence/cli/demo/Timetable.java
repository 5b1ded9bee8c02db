package io.ringfence.cli.demo;

import java.time.Duration;

/**
 * When each act of the story begins and how long it lasts.
 *
 * @param usual length of all acts together if none is drawn out; every act has its share of it
 * @param quiet length of the quiet act, which may be drawn out
 */
record Timetable(Duration usual, Duration quiet) {

  /** Every act as long as usual. */
  static Timetable of(Duration usual) {
    return new Timetable(usual, share(usual, Act.QUIET));
  }

  Duration length(Act act) {
    return act == Act.QUIET ? quiet : share(usual, act);
  }

  /** From the beginning of the story. */
  Duration begin(Act act) {
    Duration begin = Duration.ZERO;
    for (Act before : Act.values()) {
      if (before == act) {
        break;
      }
      begin = begin.plus(length(before));
    }
    return begin;
  }

  /** From the beginning of the story. */
  Duration end(Act act) {
    return begin(act).plus(length(act));
  }

  private static Duration share(Duration usual, Act act) {
    return Duration.ofMillis(Math.round(usual.toMillis() * act.share()));
  }
}
