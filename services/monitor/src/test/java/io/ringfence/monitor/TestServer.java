package io.ringfence.monitor;

import io.ringfence.client.RecordPosition;
import io.ringfence.client.Word;
import io.ringfence.monitor.api.Api;
import io.ringfence.monitor.api.ApiSettings;
import io.ringfence.monitor.api.Doorkeeper;
import io.ringfence.monitor.events.EventLimits;
import io.ringfence.monitor.events.EventStream;
import io.ringfence.monitor.view.AlertLog;
import io.ringfence.monitor.view.GraphStore;
import io.ringfence.monitor.view.ViewLimits;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Everything of a monitor but Kafka: words come from the test. */
public final class TestServer implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final HttpClient client = HttpClient.newHttpClient();
  private final GraphStore graphs = new GraphStore(new ViewLimits(3, 50, 10));
  private final AlertLog alerts = new AlertLog(10);
  private final EventStream events;
  private final Watch watch;
  private final HttpServer server;
  private boolean ready = true;

  private TestServer(Doorkeeper doorkeeper, EventLimits limits, List<String> cors) {
    events = new EventStream("run", limits);
    watch =
        new Watch(
            loop,
            graphs,
            alerts,
            events,
            new io.ringfence.monitor.rules.RuleBook(List.of(), List.of(), () -> ""),
            List.of(),
            InstantSource.system());
    server =
        await(
            onLoop(
                () ->
                    new Api(vertx, new ApiSettings(cors, true), doorkeeper)
                        .router(
                            new Api.Sources(graphs, alerts, events),
                            () -> ready ? Optional.empty() : Optional.of("Reading."))
                        .compose(
                            router ->
                                vertx
                                    .createHttpServer(ServerOptions.of())
                                    .requestHandler(router)
                                    .listen(0, "127.0.0.1"))));
  }

  /** Everyone may read. */
  public static TestServer open() {
    return with(Doorkeeper.open(java.util.Set.of()));
  }

  public static TestServer with(Doorkeeper doorkeeper) {
    return with(doorkeeper, List.of());
  }

  public static TestServer with(Doorkeeper doorkeeper, List<String> cors) {
    return new TestServer(doorkeeper, limits(20_000), cors).begun();
  }

  /** Keeps so many events. */
  public static TestServer keeping(int events) {
    return new TestServer(Doorkeeper.open(java.util.Set.of()), limits(events), List.of()).begun();
  }

  private static EventLimits limits(int events) {
    return new EventLimits(20, events, 1 << 24, Duration.ofSeconds(30));
  }

  private TestServer begun() {
    watch.complete().toCompletableFuture().join();
    return this;
  }

  public void ready(boolean now) {
    ready = now;
  }

  /** What is said is told at once. */
  public void say(NodeCertificate... records) {
    List<Word> words = new ArrayList<>();
    for (NodeCertificate record : records) {
      words.add(new Word.OfNode(POSITION, Instant.now(), record, Optional.empty()));
    }
    take(words);
  }

  public void say(GraphCertificate record) {
    take(List.of(new Word.OfGraph(POSITION, Instant.now(), record, Optional.empty())));
  }

  public void say(RobustnessAlert alert) {
    take(List.of(new Word.OfAlert(POSITION, Instant.now(), alert)));
  }

  public void gone(String graphId, String nodeId) {
    take(List.of(new Word.NodeGone(POSITION, Instant.now(), graphId, nodeId)));
  }

  public void take(List<Word> words) {
    watch.take(words).toCompletableFuture().join();
  }

  /** As the verticle does ten times a second. */
  public void flush() {
    await(
        onLoop(
            () -> {
              watch.flush();
              return Future.succeededFuture();
            }));
  }

  public static final RecordPosition POSITION = new RecordPosition("topic", 0, 0);

  private <T> Future<T> onLoop(Callable<Future<T>> action) {
    io.vertx.core.Promise<T> done = io.vertx.core.Promise.promise();
    loop.runOnContext(
        go -> {
          try {
            action.call().onComplete(done);
          } catch (Exception e) {
            done.fail(e);
          }
        });
    return done.future();
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  public int port() {
    return server.actualPort();
  }

  public Vertx vertx() {
    return vertx;
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  public HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
