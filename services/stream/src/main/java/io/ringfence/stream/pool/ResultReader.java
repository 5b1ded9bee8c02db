package io.ringfence.stream.pool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.MalformedRecordException;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.SmoothingResult;
import io.ringfence.stream.Causes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what one certifier is answered, from the end of one partition on, on a thread of its own.
 * Results for others are left undecoded.
 */
final class ResultReader implements AutoCloseable {

  /** Header that says for whom a result is. */
  static final String REPLY_TO = "ringfence-reply-to";

  private static final Logger LOG = LoggerFactory.getLogger(ResultReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Map<String, Object> properties;
  private final TopicPartition partition;
  private final String name;
  private final Consumer<SmoothingResult> taker;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile Runnable wakeup = () -> {};
  private volatile boolean listening;

  /**
   * @param taker given every result, on the reader's thread; must be quick
   */
  ResultReader(
      Map<String, Object> properties,
      String topic,
      ReplyAddress address,
      Consumer<SmoothingResult> taker) {
    this.properties = properties;
    this.partition = new TopicPartition(topic, address.partition());
    this.name = address.name();
    this.taker = taker;
    this.thread = new Thread(this::run, "ringfence-pool-results");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Whether a result that is written from now on will be seen. */
  boolean isListening() {
    return listening;
  }

  private void run() {
    while (stop.getCount() > 0) {
      try {
        read();
      } catch (WakeupException e) {
        // told to stop
      } catch (InterruptException e) {
        return;
      } catch (KafkaException e) {
        LOG.warn(
            "Results of the pool cannot be read ({}); until they can, tasks are smoothed here.",
            Causes.line(e));
        pause();
      } finally {
        wakeup = () -> {};
        listening = false;
      }
    }
  }

  private void read() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      wakeup = consumer::wakeup;
      consumer.assign(List.of(partition));
      consumer.seekToEnd(List.of(partition));
      consumer.position(partition);
      listening = true;
      while (stop.getCount() > 0) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record);
        }
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(REPLY_TO);
    if (record.value() == null
        || header == null
        || !new String(header.value(), UTF_8).equals(name)) {
      return;
    }
    try {
      taker.accept(
          Encoding.BINARY.decode(
              record.value(), SmoothingResult.getDefaultInstance(), UnknownFields.IGNORE));
    } catch (MalformedRecordException e) {
      LOG.warn("A result of the pool is ignored: {} (offset {})", e.getMessage(), record.offset());
    }
  }

  private void pause() {
    try {
      var stopped = stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      LOG.debug("Reading results again unless stopped: {}", stopped);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  @Override
  public void close() {
    stop.countDown();
    wakeup.run();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
