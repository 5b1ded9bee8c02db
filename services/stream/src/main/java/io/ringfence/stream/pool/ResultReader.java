package io.ringfence.stream.pool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.MalformedRecordException;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.SmoothingResult;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
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

  private final String name;
  private final Consumer<SmoothingResult> taker;
  private final TailReader reader;

  /**
   * @param taker given every result, on the reader's thread; must be quick
   */
  ResultReader(
      Map<String, Object> properties,
      String topic,
      ReplyAddress address,
      Consumer<SmoothingResult> taker) {
    this.name = address.name();
    this.taker = taker;
    this.reader =
        new TailReader(
            properties,
            new TopicPartition(topic, address.partition()),
            "ringfence-pool-results",
            "until it can, tasks are smoothed here.",
            this::take);
  }

  void start() {
    reader.start();
  }

  /** Whether a result that is written from now on will be seen. */
  boolean isListening() {
    return reader.isListening();
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

  @Override
  public void close() {
    reader.close();
  }
}
