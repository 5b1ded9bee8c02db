package io.ringfence.monitor.notify;

import io.ringfence.monitor.rules.Severity;
import io.ringfence.monitor.view.AlertOutlet;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/**
 * Posts every alert to one address, signed, one after another in order; what fails is tried again,
 * and given up after some attempts. What waits is bounded: the oldest makes room. Thread-safe; all
 * work is done on one event loop.
 */
public final class WebhookOutlet implements AlertOutlet {

  private final Vertx vertx;
  private final Context context;
  private final Target target;
  private final Signature signature;
  private final Posts posts;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Deque<RobustnessAlert> queue = new ArrayDeque<>();
  private final List<Promise<Void>> waiting = new ArrayList<>();
  private boolean busy;
  private boolean closed;

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
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.target = target;
    this.signature = new Signature(target.secret());
    this.posts = new Posts(vertx, target.address(), target.timeout());
    this.clock = clock;
    this.random = random;
  }

  @Override
  public void publish(RobustnessAlert alert) {
    if (alert.getSeverityValue() > target.minSeverity().ordinal()) {
      context.runOnContext(go -> enqueue(alert));
    }
  }

  private void enqueue(RobustnessAlert alert) {
    if (closed) {
      Undelivered.log(target.toString(), alert, "the monitor stops");
      return;
    }
    if (queue.size() >= target.queue()) {
      Undelivered.log(
          target.toString(), queue.removeFirst(), "more than %d wait".formatted(target.queue()));
    }
    queue.addLast(alert);
    next();
  }

  private void next() {
    RobustnessAlert alert = busy ? null : queue.pollFirst();
    if (alert != null) {
      busy = true;
      attempt(alert, 1);
    } else if (!busy) {
      waiting.forEach(promise -> promise.tryComplete());
      waiting.clear();
    }
  }

  private void attempt(RobustnessAlert alert, int number) {
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
    posts
        .send(Buffer.buffer(body), headers)
        .onComplete(
            status -> judge(alert, number, Verdict.of(status), "status " + status),
            cause -> judge(alert, number, Verdict.AGAIN, reason(cause)));
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

  private void judge(RobustnessAlert alert, int number, Verdict verdict, String answer) {
    if (verdict == Verdict.AGAIN && number < target.attempts() && !closed) {
      Duration pause = new Backoff(target.backoff(), target.maxBackoff()).after(number, random);
      vertx.setTimer(pause.toMillis(), due -> attempt(alert, number + 1));
      return;
    }
    if (verdict != Verdict.DELIVERED) {
      Undelivered.log(target.toString(), alert, "%s at attempt %d".formatted(answer, number));
    }
    busy = false;
    next();
  }

  @Override
  public CompletionStage<Void> flushed() {
    Promise<Void> promise = Promise.promise();
    context.runOnContext(
        go -> {
          waiting.add(promise);
          next();
        });
    return promise.future().toCompletionStage();
  }

  @Override
  public void close() {
    context.runOnContext(
        go -> {
          closed = true;
          queue.forEach(alert -> Undelivered.log(target.toString(), alert, "the monitor stops"));
          queue.clear();
          posts.close();
        });
  }
}
