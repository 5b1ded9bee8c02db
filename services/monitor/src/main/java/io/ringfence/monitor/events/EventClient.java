package io.ringfence.monitor.events;

import io.vertx.core.http.HttpServerResponse;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One listener: a response and a position in the ring. */
final class EventClient {

  private final HttpServerResponse response;
  private final EventRing ring;
  private final EventId ids;
  private final @Nullable String graphId;
  private long told;
  private boolean lost;
  private boolean waiting;
  private long stuckSince = -1;

  EventClient(HttpServerResponse response, EventRing ring, EventId ids, @Nullable String graphId) {
    this.response = response;
    this.ring = ring;
    this.ids = ids;
    this.graphId = graphId;
  }

  /** Goes on after what the client heard last, or tells it that this is not possible. */
  void begin(@Nullable String lastId) {
    OptionalLong last = lastId == null ? OptionalLong.of(ring.newest()) : ids.number(lastId);
    lost = last.isEmpty() || !ring.continuesAfter(last.getAsLong());
    told = lost ? ring.newest() : last.getAsLong();
    response.write("retry: 2000\n" + (lost ? "" : "id: " + ids.of(told) + "\n") + "\n");
    pump();
  }

  /** Writes as much as the connection takes. */
  void pump() {
    if (waiting || response.closed()) {
      return;
    }
    while (!response.writeQueueFull()) {
      if (lost || !ring.continuesAfter(told)) {
        told = ring.newest();
        lost = false;
        response.write("id: " + ids.of(told) + "\nevent: reset\ndata: {}\n\n");
      } else if (told < ring.newest()) {
        told++;
        Event event = ring.get(told);
        if (graphId == null || event.graphId().isEmpty() || event.graphId().equals(graphId)) {
          response.write(event.bytes());
        }
      } else {
        return;
      }
    }
    waiting = true;
    response.drainHandler(
        drained -> {
          waiting = false;
          stuckSince = -1;
          pump();
        });
  }

  /** Also says how far the stream is, so that a quiet graph's listener can resume later. */
  void heartbeat() {
    if (!waiting && !response.closed()) {
      response.write("id: " + ids.of(told) + "\n: still here\n\n");
    }
  }

  boolean isStuck(long nowMillis, long patience) {
    if (!waiting) {
      return false;
    }
    stuckSince = stuckSince < 0 ? nowMillis : stuckSince;
    return nowMillis - stuckSince > patience;
  }

  void cut() {
    response.reset();
  }
}
