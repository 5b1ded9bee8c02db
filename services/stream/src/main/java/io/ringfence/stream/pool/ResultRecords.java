package io.ringfence.stream.pool;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Duration;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.v1.SmoothingResult;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Results as the contract has them; always binary. */
final class ResultRecords {

  private static final int LONGEST_TRACE = 256;

  private final String topic;
  private final String workerId;

  ResultRecords(String topic, String workerId) {
    this.topic = topic;
    this.workerId = workerId;
  }

  /** The answer to a task. */
  SmoothingResult answer(PoolTask task, List<?> evidence, java.time.Duration took) {
    SmoothingResult.Builder result =
        begin(task)
            .setTook(
                Duration.newBuilder().setSeconds(took.toSeconds()).setNanos(took.toNanosPart()));
    EvidenceRecords.write(result, task.statistic(), evidence);
    return result.build();
  }

  /** Why there is none. */
  SmoothingResult refusal(PoolTask task, String why) {
    return begin(task).setRefusal(why).build();
  }

  private SmoothingResult.Builder begin(PoolTask task) {
    return SmoothingResult.newBuilder()
        .setTaskId(task.key().taskId())
        .setPart(task.key().part())
        .setReplyTo(task.replyTo())
        .setWorkerId(workerId)
        .setModel(task.model())
        .setFirstSample(task.work().samples().first())
        .setSamples(task.work().samples().count());
  }

  /** The record for whoever waits, with the trace of the task. */
  ProducerRecord<byte[], byte[]> record(
      PoolTask task, SmoothingResult result, ConsumerRecord<byte[], byte[]> origin) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, task.replyPartition(), task.key().bytes(), Encoding.BINARY.encode(result));
    record.headers().add(ResultReader.REPLY_TO, task.replyTo().getBytes(UTF_8));
    Optional<Header> trace =
        Optional.ofNullable(origin.headers().lastHeader(TraceContext.HEADER))
            .filter(header -> header.value().length <= LONGEST_TRACE);
    trace.ifPresent(header -> record.headers().add(header));
    return record;
  }
}
