package io.ringfence.monitor.notify;

import io.ringfence.monitor.view.AlertOutlet;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.ringfence.schemas.v1.RobustnessAlert.State;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one Alertmanager of alerts: at once, and as long as they fire again and again; one that is
 * not told again ends there by itself. An alert that ended is told until it has been taken. State,
 * not a queue: a delivery that fails costs nothing, since the next one says it all. Thread-safe.
 */
public final class AlertmanagerOutlet implements AlertOutlet {

  private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerOutlet.class);

  /** A firing alert ends by itself after so many rounds without word. */
  private static final int ROUNDS_TO_LIVE = 4;

  private static final int BATCH = 500;

  /** Most alerts that ended and could not be told; the oldest make room. */
  private static final int MOST_ENDED = 10_000;

  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  private final Vertx vertx;
  private final Context context;
  private final Target target;
  private final Posts posts;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, RobustnessAlert> alerts = new LinkedHashMap<>();
  private final List<Promise<Void>> waiting = new ArrayList<>();
  private boolean busy;
  private boolean news;
  private boolean closed;
  private int failures;

  /**
   * @param address of Alertmanager, without {@code /api/v2/alerts}
   * @param resend how often what fires is told again
   * @param labels of every alert, besides its own
   */
  public record Target(URI address, Duration resend, Duration timeout, Map<String, String> labels) {
    public Target {
      labels = Map.copyOf(labels);
    }

    URI endpoint() {
      return URI.create(address.toString().replaceAll("/+$", "") + "/api/v2/alerts");
    }
  }

  public AlertmanagerOutlet(
      Vertx vertx, Target target, InstantSource clock, RandomGenerator random) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.target = target;
    this.posts = new Posts(vertx, target.endpoint(), target.timeout());
    this.clock = clock;
    this.random = random;
    context.runOnContext(go -> vertx.setPeriodic(target.resend().toMillis(), round -> tell()));
  }

  @Override
  public void resume(Collection<RobustnessAlert> firing) {
    firing.forEach(this::publish);
  }

  @Override
  public void publish(RobustnessAlert alert) {
    context.runOnContext(
        go -> {
          alerts.put(alert.getAlertId(), alert);
          forgetOldest();
          tell();
        });
  }

  private void forgetOldest() {
    List<RobustnessAlert> ended =
        alerts.values().stream().filter(alert -> alert.getState() == State.RESOLVED).toList();
    if (ended.size() > MOST_ENDED) {
      RobustnessAlert oldest = ended.get(0);
      alerts.remove(oldest.getAlertId());
      Undelivered.log("Alertmanager", oldest, "more than %d wait".formatted(MOST_ENDED));
    }
  }

  private void tell() {
    if (busy || closed) {
      news = true;
      return;
    }
    news = false;
    List<RobustnessAlert> told = List.copyOf(alerts.values());
    if (told.isEmpty()) {
      settled();
      return;
    }
    busy = true;
    batches(told, 0).onComplete(done -> taken(told), this::failed);
  }

  private Future<Void> batches(List<RobustnessAlert> told, int from) {
    if (from >= told.size()) {
      return Future.succeededFuture();
    }
    int end = Math.min(told.size(), from + BATCH);
    Instant endsAt = clock.instant().plus(target.resend().multipliedBy(ROUNDS_TO_LIVE));
    JsonArray batch = new JsonArray();
    told.subList(from, end)
        .forEach(alert -> batch.add(AlertmanagerJson.of(alert, target.labels(), endsAt)));
    return posts
        .send(Buffer.buffer(batch.encode()), MultiMap.caseInsensitiveMultiMap())
        .compose(
            status ->
                Verdict.of(status) == Verdict.DELIVERED
                    ? batches(told, end)
                    : Future.failedFuture("status " + status));
  }

  private void taken(List<RobustnessAlert> told) {
    busy = false;
    failures = 0;
    told.stream()
        .filter(alert -> alert.getState() == State.RESOLVED)
        .forEach(alert -> alerts.remove(alert.getAlertId(), alert));
    if (news) {
      tell();
    } else {
      settled();
    }
  }

  private void failed(Throwable cause) {
    failures++;
    String reason =
        cause.getClass().getName().startsWith("io.vertx.core.impl.NoStack")
            ? String.valueOf(cause.getMessage())
            : cause.getClass().getSimpleName();
    LOG.warn(
        "Alertmanager at {} did not take alerts ({}); trying again",
        target.address().getHost(),
        reason);
    vertx.setTimer(
        BACKOFF.after(failures, random).toMillis(),
        due -> {
          busy = false;
          tell();
        });
  }

  private void settled() {
    waiting.forEach(promise -> promise.tryComplete());
    waiting.clear();
  }

  @Override
  public CompletionStage<Void> flushed() {
    Promise<Void> promise = Promise.promise();
    context.runOnContext(
        go -> {
          waiting.add(promise);
          tell();
        });
    return promise.future().toCompletionStage();
  }

  @Override
  public void close() {
    context.runOnContext(
        go -> {
          closed = true;
          alerts.values().stream()
              .filter(alert -> alert.getState() == State.RESOLVED)
              .forEach(alert -> Undelivered.log("Alertmanager", alert, "the monitor stops"));
          settled();
          posts.close();
        });
  }
}
