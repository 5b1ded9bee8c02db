package io.ringfence.monitor.events;

import java.util.OptionalLong;

/** Ids of events: which run of the server, and the number within it. */
final class EventId {

  private final String prefix;

  /**
   * @param run never the same for two runs
   */
  EventId(String run) {
    this.prefix = run + "-";
  }

  String of(long number) {
    return prefix + number;
  }

  /** The number of an id of this run; empty for any other text. */
  OptionalLong number(String id) {
    if (!id.startsWith(prefix)) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(id.substring(prefix.length()));
      return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
