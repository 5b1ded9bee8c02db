package io.ringfence.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Listens to a monitor's events and notes how old each change is when it is heard. */
final class EventListener implements AutoCloseable {

  private static final String DATA = "data:";
  private static final long LONGEST_MILLIS = Duration.ofHours(1).toMillis();
  private static final Duration QUIET = Duration.ofSeconds(2);

  private final ObjectMapper mapper = new ObjectMapper();
  private final Histogram ages = new ConcurrentHistogram(LONGEST_MILLIS, 3);
  private final AtomicLong changes = new AtomicLong();
  private final Stream<String> lines;

  private EventListener(Stream<String> lines) {
    this.lines = lines;
  }

  static EventListener open(URI server) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/api/v1/events"))
            .header("Accept", "text/event-stream")
            .build();
    EventListener listener =
        new EventListener(
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines()).body());
    Thread thread = new Thread(listener::listen, "ringfence-bench-events");
    thread.setDaemon(true);
    thread.start();
    return listener;
  }

  private void listen() {
    try {
      lines.filter(line -> line.startsWith(DATA)).forEach(this::hear);
    } catch (UncheckedIOException e) {
      // Closed on purpose, or the monitor is gone: then there are too few changes.
    }
  }

  private void hear(String line) {
    long now = System.currentTimeMillis();
    try {
      for (JsonNode node : mapper.readTree(line.substring(DATA.length())).path("nodes")) {
        long issued = Instant.parse(node.path("issuedAt").asText()).toEpochMilli();
        ages.recordValue(Math.min(LONGEST_MILLIS, Math.max(0, now - issued)));
        changes.incrementAndGet();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("An event is no JSON: " + line, e);
    }
  }

  /** Waits until nothing more is heard for a while. */
  void awaitQuiet(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    long heard;
    do {
      heard = changes.get();
      Thread.sleep(QUIET.toMillis());
    } while (changes.get() > heard && System.nanoTime() < deadline);
  }

  /** Changes of nodes that were heard; of several of one node within a batch only the last is. */
  long changes() {
    return changes.get();
  }

  /** Percentile of the age of changes, from the certificate's own time to its arrival here. */
  double millis(double percentile) {
    return ages.getValueAtPercentile(percentile);
  }

  @Override
  public void close() {
    lines.close();
  }
}
