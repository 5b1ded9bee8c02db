package io.ringfence.cli.bench;

import io.ringfence.cli.Ringfence;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A monitor in a process of its own, looked at from outside. */
final class MonitorProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Pattern HEAP =
      Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\".*\\} (\\S+)$");

  private final Process process;
  private final Path log;
  private final URI server;
  private final URI management;
  private final HttpClient client = HttpClient.newHttpClient();
  private final long started = System.nanoTime();

  private MonitorProcess(Process process, Path log, URI server, URI management) {
    this.process = process;
    this.log = log;
    this.server = server;
    this.management = management;
  }

  static MonitorProcess start(Path folder, String bootstrapServers, int heapMiB)
      throws IOException {
    int port = freePort();
    int managementPort = freePort();
    Path configuration =
        Files.writeString(
            folder.resolve("monitor.yaml"),
            """
            kafka: {bootstrap.servers: '%s'}
            server: {port: %d}
            management: {port: %d}
            """
                .formatted(bootstrapServers, port, managementPort));
    Path log = folder.resolve("monitor.log");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + heapMiB + "m",
                "-cp",
                System.getProperty("java.class.path"),
                Ringfence.class.getName(),
                "monitor",
                "--config",
                configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new MonitorProcess(
        process,
        log,
        URI.create("http://127.0.0.1:" + port),
        URI.create("http://127.0.0.1:" + managementPort));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Waits until all topics are read; the answer is how long it took since the process began. */
  Duration awaitReady() throws IOException, InterruptedException {
    while (!isReady()) {
      Duration since = Duration.ofNanos(System.nanoTime() - started);
      if (!process.isAlive() || since.compareTo(PATIENCE) > 0) {
        throw new IOException(
            "The monitor did not become ready within %d s:%n%s"
                .formatted(since.toSeconds(), Files.readString(log)));
      }
      Thread.sleep(50);
    }
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get(management.resolve("/health/ready")).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Where its server listens. */
  URI address() {
    return server;
  }

  /** Heap in use now, garbage included. */
  double heapMiB() throws IOException, InterruptedException {
    Matcher pools = HEAP.matcher(get(management.resolve("/metrics")).body());
    double bytes = 0;
    while (pools.find()) {
      bytes += Double.parseDouble(pools.group(1));
    }
    return bytes / (1 << 20);
  }

  /** Processor time of the process so far. */
  double cpuSeconds() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /** How long it takes to get the whole graph, as a page does when it is opened. */
  double structureMillis() throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpResponse<String> whole =
        get(server.resolve("/api/v1/graphs/" + CertificateTraffic.GRAPH + "/structure"));
    if (whole.statusCode() != 200) {
      throw new IOException("The structure was answered with " + whole.statusCode());
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
