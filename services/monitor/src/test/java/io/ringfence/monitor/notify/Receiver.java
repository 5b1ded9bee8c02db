package io.ringfence.monitor.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real server that answers as told, and keeps what it got. */
final class Receiver implements AutoCloseable {

  /** Answers never, until the end. */
  static final int NEVER = 0;

  record Delivery(
      String path, String signature, String timestamp, String id, String trace, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  private final Deque<Integer> answers = new ArrayDeque<>();
  private final CountDownLatch end = new CountDownLatch(1);

  Receiver(Integer... statuses) throws IOException {
    answers.addAll(List.of(statuses));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    deliveries.add(
        new Delivery(
            exchange.getRequestURI().getPath(),
            header(exchange, "Ringfence-Signature"),
            header(exchange, "Ringfence-Timestamp"),
            header(exchange, "Ringfence-Delivery"),
            header(exchange, "traceparent"),
            body));
    int status = next();
    if (status == NEVER) {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return;
    }
    if (status / 100 == 3) {
      exchange.getResponseHeaders().add("Location", address("/elsewhere").toString());
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private synchronized int next() {
    Integer status = answers.pollFirst();
    return status == null ? 200 : status;
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  URI address(String path) {
    try {
      return new URI("http://127.0.0.1:" + server.getAddress().getPort() + path);
    } catch (java.net.URISyntaxException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  List<Delivery> deliveries() {
    return deliveries;
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
