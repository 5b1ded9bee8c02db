package io.ringfence.stream.pool;

import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.schemas.v1.SmoothingResult;
import io.ringfence.stream.Causes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one part at a time and says what shall become of its record. */
final class Desk {

  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  private final WorkerSettings settings;
  private final Map<String, ServedModel> models;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ResultRecords results;
  private final WorkerListener listener;
  private final InstantSource clock;
  private final BooleanSupplier stopping;
  private final Withdrawals withdrawals;

  Desk(
      WorkerSettings settings,
      Map<String, ServedModel> models,
      KafkaProducer<byte[], byte[]> producer,
      WorkerListener listener,
      InstantSource clock,
      BooleanSupplier stopping,
      Withdrawals withdrawals) {
    this.settings = settings;
    this.models = models;
    this.producer = producer;
    this.results = new ResultRecords(settings.topics().results(), settings.workerId());
    this.listener = listener;
    this.clock = clock;
    this.stopping = stopping;
    this.withdrawals = withdrawals;
  }

  /**
   * Accepted: done, its result is written, or nobody wants it any more (called back, or past its
   * deadline, which is looked at during the work, too). Rejected: nobody can do it here. Released:
   * somebody else shall do it.
   */
  AcknowledgeType take(ConsumerRecord<byte[], byte[]> record) {
    PoolTask task;
    try {
      byte[] value = record.value() == null ? new byte[0] : record.value();
      task = TaskRecords.read(value);
    } catch (UnusableRecordException e) {
      LOG.warn(
          "Record at {}-{} offset {} is no smoothing task and is dropped: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
      listener.on(
          new WorkerEvent.Undecodable(
              record.partition(), record.offset(), String.valueOf(e.getMessage())));
      return AcknowledgeType.REJECT;
    }
    if (stopping.getAsBoolean()) {
      return release(task, "The worker stops.");
    }
    if (isUnwanted(task)) {
      return drop(task);
    }
    ServedModel model = models.get(task.model());
    if (model == null) {
      return refuse(task, record, otherModel(task));
    }
    if (task.noise() == NoiseRule.KEYED && settings.noise() != NoiseRule.KEYED) {
      return refuse(
          task,
          record,
          "The task wants noise that is the same everywhere, this worker draws a GPU's; set smoothing.pool.noise of the certifiers to any, or device of the workers to cpu.");
    }
    return smooth(task, model, record);
  }

  private String otherModel(PoolTask task) {
    return "The task is for model %s, this worker holds %s; give every worker of group '%s' the certifiers' model."
        .formatted(task.model(), models.keySet(), settings.group());
  }

  private AcknowledgeType smooth(
      PoolTask task, ServedModel model, ConsumerRecord<byte[], byte[]> record) {
    long began = System.nanoTime();
    List<?> evidence;
    try {
      evidence = evidence(task, task.statistic(), model);
    } catch (CancellationException e) {
      return isUnwanted(task) ? drop(task) : release(task, String.valueOf(e.getMessage()));
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.warn("Part {} cannot be smoothed: {}", task.key(), e.toString());
      return refuse(task, record, "Smoothing failed: " + e);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    AcknowledgeType end = write(task, results.answer(task, evidence, took), record);
    if (end == AcknowledgeType.ACCEPT) {
      listener.on(
          new WorkerEvent.Answered(
              task.key().taskId(),
              task.key().part(),
              task.work().targets().size(),
              task.work().subgraph().nodes(),
              task.work().samples().count(),
              took));
    }
    return end;
  }

  private <T> List<T> evidence(PoolTask task, Statistic<T> statistic, ServedModel model) {
    return model
        .smoother()
        .smooth(task.work(), statistic, () -> stopping.getAsBoolean() || isUnwanted(task));
  }

  private boolean isUnwanted(PoolTask task) {
    return withdrawals.contains(task.key().taskId()) || clock.instant().isAfter(task.deadline());
  }

  private AcknowledgeType drop(PoolTask task) {
    listener.on(
        withdrawals.contains(task.key().taskId())
            ? new WorkerEvent.Withdrawn(task.key().taskId(), task.key().part())
            : new WorkerEvent.Skipped(
                task.key().taskId(),
                task.key().part(),
                Duration.between(task.deadline(), clock.instant())));
    return AcknowledgeType.ACCEPT;
  }

  private AcknowledgeType refuse(PoolTask task, ConsumerRecord<byte[], byte[]> record, String why) {
    LOG.warn("Part {} is refused: {}", task.key(), why);
    listener.on(new WorkerEvent.Refused(task.key().taskId(), task.key().part(), why));
    AcknowledgeType end = write(task, results.refusal(task, why), record);
    return end == AcknowledgeType.ACCEPT ? AcknowledgeType.REJECT : end;
  }

  private AcknowledgeType release(PoolTask task, String why) {
    listener.on(new WorkerEvent.Released(task.key().taskId(), task.key().part(), why));
    return AcknowledgeType.RELEASE;
  }

  /** Waits until the result is where it cannot get lost. */
  private AcknowledgeType write(
      PoolTask task, SmoothingResult result, ConsumerRecord<byte[], byte[]> record) {
    try {
      producer.send(results.record(task, result, record)).get();
      return AcknowledgeType.ACCEPT;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return release(task, "The worker was interrupted.");
    } catch (ExecutionException | KafkaException | IllegalArgumentException e) {
      return unwritten(task, result, record, e);
    }
  }

  private AcknowledgeType unwritten(
      PoolTask task,
      SmoothingResult result,
      ConsumerRecord<byte[], byte[]> record,
      Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    if (cause instanceof RecordTooLargeException && !result.hasRefusal()) {
      return refuse(
          task,
          record,
          "Its result of %d bytes is larger than topic %s takes; allow more there or certify fewer nodes per task (planner.max-nodes-per-task)."
              .formatted(result.getSerializedSize(), settings.topics().results()));
    }
    if (cause instanceof AuthorizationException refused) {
      throw refused;
    }
    LOG.warn("Result of part {} cannot be written: {}", task.key(), Causes.line(failure));
    return release(task, Causes.line(failure));
  }
}
