package io.ringfence.stream.pool;

import io.ringfence.rights.Refusal;
import io.ringfence.rights.Right;
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
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what comes to the end of one partition, on a thread of its own; after a failure from the
 * end that there is then.
 */
final class TailReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TailReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Map<String, Object> properties;
  private final TopicPartition partition;
  private final String meanwhile;
  private final Consumer<ConsumerRecord<byte[], byte[]>> taker;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile Runnable wakeup = () -> {};
  private volatile boolean listening;

  /**
   * @param threadName of the thread
   * @param meanwhile what happens while nothing can be read, for the log
   * @param taker given every record, on the reader's thread; must be quick
   */
  TailReader(
      Map<String, Object> properties,
      TopicPartition partition,
      String threadName,
      String meanwhile,
      Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    this.properties = properties;
    this.partition = partition;
    this.meanwhile = meanwhile;
    this.taker = taker;
    this.thread = new Thread(this::run, threadName);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Whether a record that is written from now on will be seen. */
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
        LOG.warn("{} cannot be read ({}); {}", partition.topic(), words(e), meanwhile);
        pause();
      } finally {
        wakeup = () -> {};
        listening = false;
      }
    }
  }

  private String words(KafkaException e) {
    Right reading = Right.topic(AclOperation.READ, partition.topic(), "read it");
    return Refusal.of(properties, List.of(reading)).words(e).orElseGet(() -> Causes.line(e));
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
        consumer.poll(POLL).forEach(taker);
      }
    }
  }

  private void pause() {
    try {
      var stopped = stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      LOG.debug("Reading {} again unless stopped: {}", partition, stopped);
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
