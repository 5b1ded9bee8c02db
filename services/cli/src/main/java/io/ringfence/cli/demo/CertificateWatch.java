package io.ringfence.cli.demo;

import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.MalformedRecordException;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the certificate topics the way any consumer would, committed records only, on a thread of
 * its own.
 */
final class CertificateWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final WatchTopics topics;
  private final CertificateBoard board;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private CertificateWatch(
      KafkaConsumer<byte[], byte[]> consumer, WatchTopics topics, CertificateBoard board) {
    this.consumer = consumer;
    this.topics = topics;
    this.board = board;
  }

  /** Where to read. */
  record WatchTopics(String nodeCertificates, String graphCertificates, String deadLetters) {}

  /** Starts reading from the beginning into a board. */
  static CertificateWatch start(
      String bootstrapServers, WatchTopics topics, CertificateBoard board) {
    Map<String, Object> options =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.GROUP_ID_CONFIG,
            "ringfence-demo-watch-" + UUID.randomUUID(),
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
    CertificateWatch watch =
        new CertificateWatch(
            new KafkaConsumer<>(options, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
            topics,
            board);
    Thread thread = new Thread(watch::run, "ringfence-demo-watch");
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  private void run() {
    try (consumer) {
      consumer.subscribe(
          List.of(topics.nodeCertificates(), topics.graphCertificates(), topics.deadLetters()));
      while (true) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
          take(message);
        }
      }
    } catch (WakeupException e) {
      // Closed on purpose.
    } catch (MalformedRecordException e) {
      throw new IllegalStateException("The certifier wrote a record that its contract forbids.", e);
    } finally {
      stopped.countDown();
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> message) throws MalformedRecordException {
    if (message.topic().equals(topics.deadLetters())) {
      board.deadLetter();
    } else if (message.topic().equals(topics.graphCertificates())) {
      if (message.value() != null) {
        GraphCertificate prototype = GraphCertificate.getDefaultInstance();
        board.graph(encoding(message).decode(message.value(), prototype, UnknownFields.IGNORE));
      }
    } else if (message.value() == null) {
      board.nodeGone(new String(message.key(), StandardCharsets.UTF_8));
    } else {
      NodeCertificate prototype = NodeCertificate.getDefaultInstance();
      board.node(
          new String(message.key(), StandardCharsets.UTF_8),
          encoding(message).decode(message.value(), prototype, UnknownFields.IGNORE),
          message.timestamp());
    }
  }

  private static Encoding encoding(ConsumerRecord<byte[], byte[]> message) {
    Header header = message.headers().lastHeader(Encoding.CONTENT_TYPE_HEADER);
    return header == null
        ? Encoding.guess(message.value())
        : Encoding.ofContentType(new String(header.value(), StandardCharsets.UTF_8)).orElseThrow();
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
