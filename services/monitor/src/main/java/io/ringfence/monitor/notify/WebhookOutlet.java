package io.ringfence.monitor.notify;

import io.ringfence.monitor.rules.Severity;
import io.ringfence.monitor.view.AlertOutlet;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Posts every alert to one address, signed, one after another in order; what fails is tried again,
 * and given up after some attempts. What waits is bounded: the oldest makes room. Thread-safe; all
 * work is done on one event loop.
 */
public final class WebhookOutlet implements AlertOutlet {

  private final Target target;
  private final Signature signature;
  private final Posts posts;
  private final InstantSource clock;
  private final Courier courier;
  private final Deque<RobustnessAlert> queue = new ArrayDeque<>();
  private @Nullable RobustnessAlert current;

  /**
   * Where to, and how hard to try.
   *
   * @param name for logs
   * @param secret signs; is in no log
   * @param minSeverity alerts that matter less are left out
   * @param timeout of one attempt
   * @param attempts at least 1
   * @param backoff wait after the first failure; doubled after each
   * @param maxBackoff longest wait
   * @param queue most alerts that wait
   */
  public record Target(
      String name,
      URI address,
      String secret,
      Severity minSeverity,
      Duration timeout,
      int attempts,
      Duration backoff,
      Duration maxBackoff,
      int queue) {

    /** Only what is no secret: a path may be one. */
    @Override
    public String toString() {
      return "webhook %s at %s".formatted(name, address.getHost());
    }
  }

  public WebhookOutlet(Vertx vertx, Target target, InstantSource clock, RandomGenerator random) {
    this.target = target;
    this.signature = new Signature(target.secret());
    this.posts = new Posts(vertx, target.address(), target.timeout());
    this.clock = clock;
    Backoff backoff = new Backoff(target.backoff(), target.maxBackoff());
    this.courier = new Courier(vertx, backoff, random, this::next);
  }

  /** They may have fired just before the end: told again rather than not at all. */
  @Override
  public void resume(Collection<RobustnessAlert> firing) {
    firing.forEach(this::publish);
  }

  @Override
  public void publish(RobustnessAlert alert) {
    if (alert.getSeverityValue() > target.minSeverity().ordinal()) {
      courier.after(() -> enqueue(alert));
    }
  }

  private void enqueue(RobustnessAlert alert) {
    if (courier.isClosed()) {
      Undelivered.log(target.toString(), alert, "the monitor stops");
      return;
    }
    if (queue.size() >= target.queue()) {
      Undelivered.log(
          target.toString(), queue.removeFirst(), "more than %d wait".formatted(target.queue()));
    }
    queue.addLast(alert);
  }

  private Optional<Future<Boolean>> next(int failures) {
    if (failures == 0) {
      current = queue.pollFirst();
    }
    return Optional.ofNullable(current).map(alert -> attempt(alert, failures + 1));
  }

  private Future<Boolean> attempt(RobustnessAlert alert, int number) {
    byte[] body = Encoding.JSON.encode(alert);
    long timestamp = clock.instant().getEpochSecond();
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Ringfence-Timestamp", Long.toString(timestamp))
            .add("Ringfence-Signature", signature.of(timestamp, body))
            .add("Ringfence-Delivery", delivery(alert));
    if (alert.hasTraceparent()) {
      headers.add("traceparent", alert.getTraceparent());
    }
    return posts
        .send(Buffer.buffer(body), headers)
        .transform(answer -> Future.succeededFuture(isSettled(alert, number, answer)));
  }

  /** The same for every attempt, another for every word on an alert. */
  private static String delivery(RobustnessAlert alert) {
    return "%s-%s-%d%03d"
        .formatted(
            alert.getAlertId(),
            alert.getState(),
            alert.getAt().getSeconds(),
            alert.getAt().getNanos() / 1_000_000);
  }

  /** Not the message of an exception: it may hold the address. */
  private static String reason(Throwable cause) {
    return cause.getClass().getSimpleName();
  }

  private boolean isSettled(RobustnessAlert alert, int number, AsyncResult<Integer> answer) {
    Verdict verdict = answer.succeeded() ? Verdict.of(answer.result()) : Verdict.AGAIN;
    if (verdict == Verdict.AGAIN && number < target.attempts() && !courier.isClosed()) {
      return false;
    }
    if (verdict != Verdict.DELIVERED) {
      String what = answer.succeeded() ? "status " + answer.result() : reason(answer.cause());
      Undelivered.log(target.toString(), alert, "%s at attempt %d".formatted(what, number));
    }
    return true;
  }

  @Override
  public CompletionStage<Void> flushed() {
    return courier.flushed();
  }

  @Override
  public void close() {
    courier.close(
        () -> {
          if (current != null && courier.isPausing()) {
            queue.addFirst(current);
          }
          queue.forEach(alert -> Undelivered.log(target.toString(), alert, "the monitor stops"));
          queue.clear();
          posts.close();
        });
  }
}
