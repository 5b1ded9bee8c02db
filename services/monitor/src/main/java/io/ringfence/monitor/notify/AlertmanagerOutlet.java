package io.ringfence.monitor.notify;

import io.ringfence.monitor.view.AlertOutlet;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.ringfence.schemas.v1.RobustnessAlert.State;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private final Target target;
  private final Posts posts;
  private final InstantSource clock;
  private final Courier courier;
  private final Map<String, RobustnessAlert> alerts = new LinkedHashMap<>();
  private boolean due;

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
    this.target = target;
    this.posts = new Posts(vertx, target.endpoint(), target.timeout());
    this.clock = clock;
    this.courier = new Courier(vertx, BACKOFF, random, this::next);
    vertx.setPeriodic(target.resend().toMillis(), round -> courier.after(() -> due = true));
  }

  @Override
  public void resume(Collection<RobustnessAlert> firing) {
    firing.forEach(this::publish);
  }

  @Override
  public void publish(RobustnessAlert alert) {
    courier.after(
        () -> {
          alerts.put(alert.getAlertId(), alert);
          forgetOldest();
          due = true;
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

  private Optional<Future<Boolean>> next(int failures) {
    if (alerts.isEmpty() || (!due && failures == 0)) {
      return Optional.empty();
    }
    due = false;
    List<RobustnessAlert> told = List.copyOf(alerts.values());
    return Optional.of(batches(told, 0).map(done -> taken(told)).otherwise(this::failed));
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

  private boolean taken(List<RobustnessAlert> told) {
    told.stream()
        .filter(alert -> alert.getState() == State.RESOLVED)
        .forEach(alert -> alerts.remove(alert.getAlertId(), alert));
    return true;
  }

  private boolean failed(Throwable cause) {
    String reason =
        cause.getClass().getName().startsWith("io.vertx.core.impl.NoStack")
            ? String.valueOf(cause.getMessage())
            : cause.getClass().getSimpleName();
    LOG.warn(
        "Alertmanager at {} did not take alerts ({}); trying again",
        target.address().getHost(),
        reason);
    return false;
  }

  @Override
  public CompletionStage<Void> flushed() {
    return courier.flushed();
  }

  @Override
  public void close() {
    courier.close(
        () -> {
          alerts.values().stream()
              .filter(alert -> alert.getState() == State.RESOLVED)
              .forEach(alert -> Undelivered.log("Alertmanager", alert, "the monitor stops"));
          posts.close();
        });
  }
}
