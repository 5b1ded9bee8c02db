package io.ringfence.monitor.events;

import org.jspecify.annotations.Nullable;

/**
 * The last events, bounded in number and bytes. Numbers run from 1 without gaps. Confined to one
 * thread.
 */
final class EventRing {

  private final @Nullable Event[] slots;
  private final long maxBytes;
  private long oldest = 1;
  private long newest;
  private long bytes;

  EventRing(int capacity, long maxBytes) {
    this.slots = new @Nullable Event[capacity];
    this.maxBytes = maxBytes;
  }

  /** Number of the next event. */
  long next() {
    return newest + 1;
  }

  void add(Event event) {
    while (newest - oldest + 1 >= slots.length
        || (newest >= oldest && bytes + event.bytes().length() > maxBytes)) {
      drop();
    }
    newest = event.number();
    slots[slot(newest)] = event;
    bytes += event.bytes().length();
  }

  private void drop() {
    Event gone = slots[slot(oldest)];
    bytes -= gone == null ? 0 : gone.bytes().length();
    slots[slot(oldest)] = null;
    oldest++;
  }

  private int slot(long number) {
    return (int) (number % slots.length);
  }

  long newest() {
    return newest;
  }

  /** Whether everything after this number is still here. */
  boolean continuesAfter(long number) {
    return number >= oldest - 1 && number <= newest;
  }

  /** The event with a number that is still here. */
  Event get(long number) {
    Event event = slots[slot(number)];
    if (event == null || event.number() != number) {
      throw new IllegalStateException("Event %d is not kept any more.".formatted(number));
    }
    return event;
  }

  long bytes() {
    return bytes;
  }
}
