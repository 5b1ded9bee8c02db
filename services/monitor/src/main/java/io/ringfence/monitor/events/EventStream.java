package io.ringfence.monitor.events;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells every client what changed, each at the pace that it can take: a client is only a position
 * in the ring, so one that does not read costs nothing. Who falls out of the ring is told to read
 * everything anew. Confined to one event loop.
 */
public final class EventStream {

  private final EventRing ring;
  private final EventId ids;
  private final Set<EventClient> clients = new HashSet<>();
  private final EventLimits limits;

  /**
   * @param run never the same for two runs of the server
   */
  public EventStream(String run, EventLimits limits) {
    this.ring = new EventRing(limits.events(), limits.bytes());
    this.ids = new EventId(run);
    this.limits = limits;
  }

  /**
   * An event for everyone who listens to a graph.
   *
   * @param graphId empty for all graphs
   * @param json one line
   */
  public void publish(String type, String graphId, Buffer json) {
    long number = ring.next();
    Buffer bytes =
        Buffer.buffer(json.length() + 64)
            .appendString("id: " + ids.of(number) + "\nevent: " + type + "\ndata: ")
            .appendBuffer(json)
            .appendString("\n\n");
    ring.add(new Event(number, graphId, bytes));
    new ArrayList<>(clients).forEach(EventClient::pump);
  }

  /** Whether another client may come. */
  public boolean hasRoom() {
    return clients.size() < limits.clients();
  }

  /** Clients that are there. */
  public int clients() {
    return clients.size();
  }

  /** Id of the last event. */
  public String lastId() {
    return ids.of(ring.newest());
  }

  /**
   * Begins to write to a client.
   *
   * @param graphId what it listens to; null for all graphs
   * @param lastId what it heard last; null if nothing
   */
  public void attach(
      HttpServerResponse response, @Nullable String graphId, @Nullable String lastId) {
    EventClient client = new EventClient(response, ring, ids, graphId);
    clients.add(client);
    response.closeHandler(gone -> clients.remove(client));
    response.exceptionHandler(broken -> clients.remove(client));
    client.begin(lastId);
  }

  /** Keeps connections open and notices who is gone; call every few seconds. */
  public void heartbeat(long nowMillis) {
    for (EventClient client : List.copyOf(clients)) {
      if (client.isStuck(nowMillis, limits.patience().toMillis())) {
        clients.remove(client);
        client.cut();
      } else {
        client.heartbeat();
      }
    }
  }

  /** Ends every stream; clients come again by themselves. */
  public void close() {
    List.copyOf(clients).forEach(EventClient::cut);
    clients.clear();
  }

  /** Bytes that are kept for clients to come back. */
  public long keptBytes() {
    return ring.bytes();
  }
}
