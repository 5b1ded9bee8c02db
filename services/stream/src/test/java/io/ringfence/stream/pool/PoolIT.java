package io.ringfence.stream.pool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.certificates.statistics.ScoreForm;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.engine.Smoother;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.stream.LoopState;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pool over a real broker: whatever happens to it, the evidence is that of one machine. */
@SuppressWarnings("NullAway.Init")
class PoolIT {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final SmoothingTask TASK = new RandomTasks(6).binary(400);

  private static EmbeddedBroker broker;

  private final KeyedSmoother local = new KeyedSmoother();

  @BeforeAll
  static void start() {
    broker = PoolFixture.broker();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void everyStatisticIsTheSameWithTwoWorkersAsOnOneMachine() {
    try (PoolFixture fixture = new PoolFixture(broker, "same")) {
      fixture.worker("w1", PoolFixture.MODEL, new KeyedSmoother());
      fixture.worker("w2", PoolFixture.MODEL, new KeyedSmoother());
      PoolSmoother pool = fixture.pool(local, LONG);
      awaken(pool);
      int before = local.calls.get();

      same(pool, TASK, Statistic.votes());
      same(pool, TASK, Statistic.scoreSums(ScoreForm.SCORE));
      SmoothingTask real = new RandomTasks(7).real(400);
      List<Integer> classes = Collections.nCopies(real.targets().size(), 2);
      same(pool, real, Statistic.scoreTallies(ScoreForm.MARGIN, classes));

      assertThat(local.calls).hasValue(before);
      assertThat(fixture.counted("w1") + fixture.counted("w2")).isGreaterThanOrEqualTo(24);
    }
  }

  @Test
  void withoutAWorkerEverythingIsSmoothedHereAtOnce() {
    try (PoolFixture fixture = new PoolFixture(broker, "nobody")) {
      PoolSmoother pool = fixture.pool(local, LONG);

      same(pool, TASK, Statistic.votes());

      assertThat(pool.answers()).isFalse();
      assertThat(fixture.count(PoolEvent.Counted.class)).isZero();
    }
  }

  @Test
  void aWorkerThatHangsIsReplacedByThisMachine() throws Exception {
    try (PoolFixture fixture = new PoolFixture(broker, "dying")) {
      AtomicBoolean stuck = new AtomicBoolean();
      CountDownLatch end = new CountDownLatch(1);
      fixture.worker("w1", PoolFixture.MODEL, new KeyedSmoother(() -> waitIf(stuck.get(), end)));
      PoolSmoother pool = fixture.pool(local, SHORT);
      awaken(pool);
      stuck.set(true);

      same(pool, TASK, Statistic.votes());

      assertThat(pool.answers()).isFalse();
      assertThat(fixture.events).anyMatch(PoolEvent.Local.class::isInstance);
      end.countDown();
    }
  }

  @Test
  void whatAWorkerHeldWhenItDiedIsDeliveredAgainAndCountsOnce() throws Exception {
    try (PoolFixture fixture = new PoolFixture(broker, "held")) {
      fixture.worker("w1", PoolFixture.MODEL, new KeyedSmoother());
      PoolSmoother pool = fixture.pool(local, LONG);
      awaken(pool);
      long before = fixture.counted("w1");
      try (KafkaShareConsumer<byte[], byte[]> thief =
          new KafkaShareConsumer<>(
              fixture.clients().shareProperties(fixture.group(), 1),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer())) {
        thief.subscribe(List.of(fixture.topics().tasks()));
        thief.poll(Duration.ofMillis(100));
        Thread dies = new Thread(() -> steal(thief));
        dies.start();

        same(pool, TASK, Statistic.votes());
        same(pool, TASK, Statistic.votes());
        dies.join(PoolFixture.PATIENCE.toMillis());
      }

      assertThat(fixture.counted("w1") - before).isGreaterThanOrEqualTo(8);
    }
  }

  /** Takes a part if there is one, and goes without a word. */
  private static void steal(KafkaShareConsumer<byte[], byte[]> thief) {
    ConsumerRecords<byte[], byte[]> taken = thief.poll(Duration.ofSeconds(2));
    assertThat(taken.count()).isLessThanOrEqualTo(1);
    thief.close();
  }

  @Test
  void aResultThatComesTwiceCountsOnce() throws Exception {
    try (PoolFixture fixture = new PoolFixture(broker, "twice")) {
      fixture.worker("w1", PoolFixture.MODEL, new KeyedSmoother());
      PoolSmoother pool = fixture.pool(local, LONG);
      awaken(pool);
      AtomicBoolean over = new AtomicBoolean();
      Thread echo = new Thread(() -> echo(fixture, over));
      echo.start();

      for (int k = 0; k < 5; k++) {
        same(pool, TASK, Statistic.votes());
      }

      await().atMost(PoolFixture.PATIENCE).until(() -> fixture.count(PoolEvent.Ignored.class) > 0);
      over.set(true);
      echo.join(PoolFixture.PATIENCE.toMillis());
    }
  }

  /** Writes every result once more. */
  private static void echo(PoolFixture fixture, AtomicBoolean over) {
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                fixture.clients().readerProperties(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                fixture.clients().plainProducerProperties(200_000, 10_000),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      String topic = fixture.topics().results();
      consumer.assign(List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1)));
      consumer.seekToEnd(consumer.assignment());
      while (!over.get()) {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(Duration.ofMillis(20))) {
          if (found.headers().lastHeader("echo") == null) {
            ProducerRecord<byte[], byte[]> again =
                new ProducerRecord<>(
                    topic, found.partition(), found.key(), found.value(), found.headers());
            again.headers().add("echo", "1".getBytes(UTF_8));
            var unused = producer.send(again);
          }
        }
      }
    }
  }

  @Test
  void aRecordThatIsNoTaskIsDroppedAndTheNextOneServed() throws Exception {
    try (PoolFixture fixture = new PoolFixture(broker, "poison")) {
      fixture.sendTask("no task".getBytes(UTF_8));
      fixture.sendTask(new byte[0]);
      fixture.worker("w1", PoolFixture.MODEL, new KeyedSmoother());
      PoolSmoother pool = fixture.pool(local, LONG);
      awaken(pool);

      same(pool, TASK, Statistic.votes());

      assertThat(fixture.workerEvents)
          .filteredOn(WorkerEvent.Undecodable.class::isInstance)
          .hasSize(2);
    }
  }

  @Test
  void aWorkerOfAnotherModelRefusesAndSaysWhy() {
    try (PoolFixture fixture = new PoolFixture(broker, "stranger")) {
      fixture.worker("w1", "cd".repeat(32), new KeyedSmoother());
      PoolSmoother pool = fixture.pool(local, LONG);

      await()
          .atMost(PoolFixture.PATIENCE)
          .until(
              () -> {
                same(pool, TASK, Statistic.votes());
                return fixture.count(PoolEvent.Refused.class) > 0;
              });

      assertThat(fixture.count(PoolEvent.Counted.class)).isZero();
      assertThat(fixture.events)
          .filteredOn(PoolEvent.Refused.class::isInstance)
          .first()
          .satisfies(event -> assertThat(event.toString()).contains("holds [cdcd"));
    }
  }

  @Test
  void aWorkerWithOtherNoiseRefusesWhatMustBeTheSameEverywhere() {
    try (PoolFixture fixture = new PoolFixture(broker, "gpu")) {
      fixture.worker("w1", PoolFixture.MODEL, new KeyedSmoother(), NoiseRule.ANY);
      PoolSmoother pool = fixture.pool(local, LONG);

      await()
          .atMost(PoolFixture.PATIENCE)
          .until(
              () -> {
                same(pool, TASK, Statistic.votes());
                return fixture.count(PoolEvent.Refused.class) > 0;
              });

      assertThat(fixture.count(PoolEvent.Counted.class)).isZero();
    }
  }

  @Test
  void aTaskLargerThanTheTopicTakesIsSmoothedHere() {
    try (PoolFixture fixture = new PoolFixture(broker, "large")) {
      PoolSmoother pool = fixture.pool(local, LONG);
      SmoothingTask large = Large.task(300_000);
      await()
          .atMost(PoolFixture.PATIENCE)
          .until(
              () -> {
                same(pool, large, Statistic.votes());
                return fixture.count(PoolEvent.TooLarge.class) > 0;
              });
      assertThat(fixture.count(PoolEvent.Sent.class)).isZero();
    }
  }

  @Test
  void aCancelledTaskStopsWaiting() {
    try (PoolFixture fixture = new PoolFixture(broker, "cancelled")) {
      AtomicBoolean stuck = new AtomicBoolean();
      CountDownLatch end = new CountDownLatch(1);
      fixture.worker("w1", PoolFixture.MODEL, new KeyedSmoother(() -> waitIf(stuck.get(), end)));
      PoolSmoother pool = fixture.pool(local, LONG);
      awaken(pool);
      stuck.set(true);
      long sent = fixture.count(PoolEvent.Sent.class);

      assertThatThrownBy(
              () ->
                  pool.smooth(
                      TASK, Statistic.votes(), () -> fixture.count(PoolEvent.Sent.class) > sent))
          .isInstanceOf(CancellationException.class);
      end.countDown();
    }
  }

  @Test
  void aWorkerDropsWhatIsCalledBackInTheMiddleOfIt() {
    try (PoolFixture fixture = new PoolFixture(broker, "called-back")) {
      Endless endless = new Endless();
      fixture.worker("w1", PoolFixture.MODEL, endless);
      PoolSmoother pool = fixture.pool(local, LONG);
      awaken(pool);
      endless.begins.set(true);

      assertThatThrownBy(
              () -> pool.smooth(TASK, Statistic.votes(), () -> endless.entered.getCount() == 0))
          .isInstanceOf(CancellationException.class);

      await()
          .atMost(PoolFixture.PATIENCE)
          .until(
              () ->
                  fixture.workerEvents.stream().anyMatch(WorkerEvent.Withdrawn.class::isInstance));
      endless.begins.set(false);
      same(pool, TASK, Statistic.votes());
      assertThat(fixture.count(PoolEvent.Withdrawn.class)).isEqualTo(1);
    }
  }

  @Test
  void aWorkerDropsAtItsDeadlineWhatItIsAtWorkOn() {
    try (PoolFixture fixture = new PoolFixture(broker, "late")) {
      Endless endless = new Endless();
      fixture.worker("w1", PoolFixture.MODEL, endless);
      PoolSmoother pool = fixture.pool(local, SHORT);
      awaken(pool);
      endless.begins.set(true);

      same(pool, TASK, Statistic.votes());

      await()
          .atMost(PoolFixture.PATIENCE)
          .until(
              () -> fixture.workerEvents.stream().anyMatch(WorkerEvent.Skipped.class::isInstance));
      endless.begins.set(false);
    }
  }

  /** Begins, from some moment on, work that ends only when it is cancelled. */
  private static final class Endless implements Smoother {
    private final AtomicBoolean begins = new AtomicBoolean();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final KeyedSmoother usual = new KeyedSmoother();

    @Override
    public <T> List<T> smooth(
        SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
      if (begins.get()) {
        entered.countDown();
        await()
            .pollInterval(Duration.ofMillis(5))
            .atMost(PoolFixture.PATIENCE)
            .until(cancelled::getAsBoolean);
        throw new CancellationException("Smoothing was cancelled.");
      }
      return usual.smooth(task, statistic, cancelled);
    }
  }

  @Test
  void aStoppedWorkerGivesBackWhatItHeld() throws Exception {
    try (PoolFixture fixture = new PoolFixture(broker, "stopped")) {
      CountDownLatch entered = new CountDownLatch(1);
      AtomicBoolean stuck = new AtomicBoolean();
      SmoothingWorkerLoop first =
          fixture.worker(
              "w1",
              PoolFixture.MODEL,
              new KeyedSmoother(
                  () -> {
                    if (stuck.get()) {
                      entered.countDown();
                      waitIf(true, new CountDownLatch(1), 500);
                    }
                  }));
      PoolSmoother pool = fixture.pool(local, LONG);
      awaken(pool);
      stuck.set(true);
      Thread job = new Thread(() -> same(pool, TASK, Statistic.votes()));
      job.start();
      assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();

      assertThat(PoolFixture.stop(first)).isInstanceOf(LoopState.Stopped.class);
      job.join(PoolFixture.PATIENCE.toMillis());

      assertThat(job.isAlive()).isFalse();
      assertThat(fixture.workerEvents).anyMatch(WorkerEvent.Released.class::isInstance);
    }
  }

  private <T> void same(PoolSmoother pool, SmoothingTask task, Statistic<T> statistic) {
    assertThat(pool.smooth(task, statistic, () -> false))
        .isEqualTo(new KeyedSmoother().smooth(task, statistic, () -> false));
  }

  /** Smooths until a worker has answered. */
  private void awaken(PoolSmoother pool) {
    await()
        .atMost(PoolFixture.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              same(pool, TASK, Statistic.votes());
              return pool.answers();
            });
  }

  private static void waitIf(boolean stuck, CountDownLatch end) {
    waitIf(stuck, end, TimeUnit.MINUTES.toMillis(2));
  }

  private static void waitIf(boolean stuck, CountDownLatch end, long millis) {
    if (!stuck) {
      return;
    }
    try {
      var unused = end.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
