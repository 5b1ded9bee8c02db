package io.ringfence.monitor.notify;

import io.ringfence.monitor.view.AlertOutlet;
import io.ringfence.rights.Refusal;
import io.ringfence.rights.Right;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.RecordFormat;
import io.ringfence.schemas.RecordKeys;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.ringfence.schemas.v1.RobustnessAlert.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes alerts to the topic, in order, each once, on a thread of its own: what Kafka does not take
 * is tried again until it does. Alerts that fire are written anew once a day, so that a topic which
 * forgets after a week does not make a restarted monitor forget what fires.
 */
public final class TopicOutlet implements AlertOutlet {

  private static final Logger LOG = LoggerFactory.getLogger(TopicOutlet.class);
  private static final int MOST_WAITING = 100_000;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANEW_AFTER = Duration.ofDays(1);
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final Refusal refusal;
  private final RecordFormat format;
  private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final Map<String, RobustnessAlert> firing = new LinkedHashMap<>();
  private final Thread thread;
  private volatile boolean stopping;

  private sealed interface Task {}

  private record Write(RobustnessAlert alert) implements Task {}

  private record Resume(Collection<RobustnessAlert> alerts) implements Task {}

  private record Flushed(CompletableFuture<Void> done) implements Task {}

  /**
   * @param options of Kafka's producer
   * @param format of the records
   */
  public TopicOutlet(Map<String, ?> options, String topic, RecordFormat format) {
    Map<String, Object> all = new HashMap<>(options);
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "ringfence-monitor-alerts");
    this.producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = topic;
    this.refusal = Refusal.of(all, List.of(Right.topic(AclOperation.WRITE, topic, "raise alerts")));
    this.format = format;
    this.thread = new Thread(this::run, "ringfence-monitor-alerts");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void publish(RobustnessAlert alert) {
    if (tasks.size() >= MOST_WAITING) {
      Undelivered.log("Topic " + topic, alert, "more than %d wait".formatted(MOST_WAITING));
    } else {
      tasks.add(new Write(alert));
    }
  }

  @Override
  public void resume(Collection<RobustnessAlert> alerts) {
    tasks.add(new Resume(alerts));
  }

  @Override
  public CompletionStage<Void> flushed() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    tasks.add(new Flushed(done));
    return done;
  }

  private void run() {
    long written = System.nanoTime();
    try {
      while (!stopping || !tasks.isEmpty()) {
        Task task = tasks.poll(1, TimeUnit.SECONDS);
        if (task != null) {
          take(task);
        }
        if (System.nanoTime() - written > ANEW_AFTER.toNanos()) {
          written = System.nanoTime();
          for (RobustnessAlert alert : firing.values()) {
            write(alert);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      producer.close(Duration.ZERO);
    }
  }

  private void take(Task task) throws InterruptedException {
    if (task instanceof Write write) {
      write(write.alert());
      remember(write.alert());
    } else if (task instanceof Resume resume) {
      resume.alerts().forEach(this::remember);
    } else if (task instanceof Flushed flushed) {
      flushed.done().complete(null);
    }
  }

  private void remember(RobustnessAlert alert) {
    if (alert.getState() == State.FIRING) {
      firing.put(alert.getAlertId(), alert);
    } else {
      firing.remove(alert.getAlertId());
    }
  }

  private void write(RobustnessAlert alert) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      KafkaException trouble = attempt(alert);
      if (trouble == null) {
        return;
      }
      if (stopping) {
        Undelivered.log("Topic " + topic, alert, trouble.getMessage() + ", and the monitor stops");
        return;
      }
      LOG.warn(
          "Topic {} does not take an alert ({}); trying again",
          topic,
          refusal.words(trouble).orElse(trouble.getMessage()));
      TimeUnit.MILLISECONDS.sleep(BACKOFF.after(failures, RandomGenerator.getDefault()).toMillis());
    }
  }

  private @Nullable KafkaException attempt(RobustnessAlert alert) throws InterruptedException {
    try {
      producer.send(record(topic, alert, format)).get();
      return null;
    } catch (KafkaException e) {
      return e;
    } catch (ExecutionException e) {
      return e.getCause() instanceof KafkaException known
          ? known
          : new KafkaException(String.valueOf(e.getCause()));
    }
  }

  static ProducerRecord<byte[], byte[]> record(
      String topic, RobustnessAlert alert, RecordFormat format) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            topic,
            RecordKeys.join(alert.getGraphId(), alert.getSubject())
                .getBytes(StandardCharsets.UTF_8),
            format.encode(alert));
    message.headers().add(Encoding.CONTENT_TYPE_HEADER, bytes(format.encoding().contentType()));
    if (alert.hasTraceparent()) {
      message.headers().add("traceparent", bytes(alert.getTraceparent()));
    }
    return message;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Lets out what waits, for a few seconds. */
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join(STOP_WITHIN.toMillis());
      thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
