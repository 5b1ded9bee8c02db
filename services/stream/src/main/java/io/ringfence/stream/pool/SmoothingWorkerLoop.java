package io.ringfence.stream.pool;

import io.ringfence.rights.Refusal;
import io.ringfence.stream.Causes;
import io.ringfence.stream.LoopState;
import io.ringfence.stream.StreamException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's one thread on Kafka: takes one part at a time from the share group, smooths it, writes
 * the result, and only then acknowledges the part. A worker keeps nothing: what it holds when it
 * dies goes to another. Thread-safe from outside.
 */
public final class SmoothingWorkerLoop {

  private static final Logger LOG = LoggerFactory.getLogger(SmoothingWorkerLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int RECORDS_AT_ONCE = 1;
  private static final int SEND_MILLIS = 10_000;

  private final WorkerSettings settings;
  private final PoolFacts facts;
  private final Map<String, ServedModel> models;
  private final WorkerListener listener;
  private final InstantSource clock;
  private final CompletableFuture<LoopState> done = new CompletableFuture<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile LoopState state = new LoopState.Starting();
  private volatile Runnable wakeup = () -> {};

  private SmoothingWorkerLoop(
      WorkerSettings settings,
      PoolFacts facts,
      List<ServedModel> models,
      WorkerListener listener,
      InstantSource clock) {
    this.settings = settings;
    this.facts = facts;
    this.models =
        models.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    ServedModel::fingerprint, Function.identity(), (one, same) -> one));
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Starts the loop on a thread of its own.
   *
   * @param facts from {@link PoolTopicCheck#run}, which must have succeeded
   * @param models all that the worker can ask
   */
  public static SmoothingWorkerLoop start(
      WorkerSettings settings,
      PoolFacts facts,
      List<ServedModel> models,
      WorkerListener listener,
      InstantSource clock) {
    SmoothingWorkerLoop loop = new SmoothingWorkerLoop(settings, facts, models, listener, clock);
    new Thread(loop::run, "ringfence-smoother-" + settings.workerId()).start();
    return loop;
  }

  /** Where the loop stands now. */
  public LoopState state() {
    return state;
  }

  /** Completes with {@link LoopState.Stopped} or {@link LoopState.Failed}, never exceptionally. */
  public CompletionStage<LoopState> done() {
    return done;
  }

  /** Asks the loop to give back what it is doing and to end; returns at once. */
  public void stop() {
    stop.countDown();
    wakeup.run();
  }

  private boolean isStopping() {
    return stop.getCount() == 0;
  }

  private void run() {
    LoopState last;
    try (Withdrawals withdrawals =
        new Withdrawals(settings.clients().readerProperties(), settings.topics())) {
      ShareGroupOptions.set(settings);
      withdrawals.start();
      work(withdrawals);
      last = new LoopState.Stopped();
    } catch (StreamException e) {
      last = new LoopState.Failed(e);
    } catch (RuntimeException | Error e) {
      last =
          new LoopState.Failed(
              new StreamException(
                  "The worker ended by a fault of its own (%s); report it.".formatted(e), e));
    }
    state = last;
    done.complete(last);
  }

  private void work(Withdrawals withdrawals) {
    while (!isStopping()) {
      try (KafkaShareConsumer<byte[], byte[]> consumer =
              new KafkaShareConsumer<>(
                  settings.clients().shareProperties(settings.group(), RECORDS_AT_ONCE),
                  new ByteArrayDeserializer(),
                  new ByteArrayDeserializer());
          KafkaProducer<byte[], byte[]> producer =
              new KafkaProducer<>(
                  settings
                      .clients()
                      .plainProducerProperties(
                          facts.resultBytes() + PoolTopics.ROOM_BESIDE_VALUE, SEND_MILLIS),
                  new ByteArraySerializer(),
                  new ByteArraySerializer())) {
        wakeup = consumer::wakeup;
        consumer.subscribe(List.of(settings.topics().tasks()));
        Desk desk =
            new Desk(settings, models, producer, listener, clock, this::isStopping, withdrawals);
        state = new LoopState.Running();
        while (!isStopping()) {
          go(consumer, desk);
        }
      } catch (WakeupException e) {
        // told to stop
      } catch (InterruptException e) {
        return;
      } catch (KafkaException e) {
        throwIfHopeless(e);
        LOG.warn("Tasks cannot be read ({}); tried again soon.", Causes.line(e));
        pause();
      } finally {
        wakeup = () -> {};
      }
    }
  }

  private static void go(KafkaShareConsumer<byte[], byte[]> consumer, Desk desk) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      AcknowledgeType end = desk.take(record);
      consumer.acknowledge(record, end);
    }
    consumer
        .commitSync()
        .forEach(
            (partition, failure) ->
                failure.ifPresent(
                    e ->
                        LOG.warn(
                            "A part of {} was not acknowledged ({}); it may be done twice and counts once.",
                            partition,
                            Causes.line(e))));
  }

  private void throwIfHopeless(KafkaException e) {
    if (Refusal.isRefusal(e)) {
      throw new StreamException(
          Refusal.of(settings.clients().adminProperties(), settings.rights())
              .words(e)
              .orElse(Causes.line(e)),
          e);
    }
    if (e instanceof UnsupportedVersionException) {
      throw new StreamException(
          "The broker has no share groups (%s); use Kafka 4.2 or newer with the feature share.version=1."
              .formatted(Causes.line(e)),
          e);
    }
  }

  private void pause() {
    try {
      var stopped = stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      LOG.debug("Reading tasks again unless stopped: {}", stopped);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
