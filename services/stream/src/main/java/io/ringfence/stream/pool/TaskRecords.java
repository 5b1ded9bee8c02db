package io.ringfence.stream.pool;

import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.MalformedRecordException;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.NoiseSource;
import io.ringfence.stream.Timestamps;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;

/** Tasks as the contract has them; always binary. */
final class TaskRecords {

  private TaskRecords() {}

  /** All of a job that its parts have in common. Costs the field. */
  static io.ringfence.schemas.v1.SmoothingTask common(
      SmoothingTask work, Statistic<?> statistic, PoolModel model, NoiseRule noise) {
    SortedSet<Integer> outputRegions = new TreeSet<>();
    work.targets().forEach(target -> outputRegions.add(work.subgraph().region(target)));
    io.ringfence.schemas.v1.SmoothingTask.Builder task =
        io.ringfence.schemas.v1.SmoothingTask.newBuilder()
            .setModel(model.fingerprint())
            .setNoiseSource(
                switch (noise) {
                  case KEYED -> NoiseSource.KEYED;
                  case ANY -> NoiseSource.ANY;
                })
            .setSeed(work.seed())
            .addAllTargets(work.targets())
            .setRegions(work.schedule().regions())
            .addAllNoise(NoiseRecords.of(work.schedule(), outputRegions))
            .setField(FieldRecords.of(work.subgraph()));
    StatisticRecords.write(task, statistic);
    return task.build();
  }

  /** One part of a job. */
  static byte[] part(
      io.ringfence.schemas.v1.SmoothingTask common,
      PartKey key,
      int attempt,
      ReplyAddress reply,
      Instant deadline,
      SampleRange samples) {
    return Encoding.BINARY.encode(
        common.toBuilder()
            .setTaskId(key.taskId())
            .setPart(key.part())
            .setAttempt(attempt)
            .setReplyTo(reply.name())
            .setReplyPartition(reply.partition())
            .setDeadline(Timestamps.of(deadline))
            .setFirstSample(samples.first())
            .setSamples(samples.count())
            .build());
  }

  /**
   * @throws UnusableRecordException if the bytes are no task, or one that contradicts itself
   */
  static PoolTask read(byte[] bytes) throws UnusableRecordException {
    try {
      io.ringfence.schemas.v1.SmoothingTask task =
          Encoding.BINARY.decode(
              bytes,
              io.ringfence.schemas.v1.SmoothingTask.getDefaultInstance(),
              UnknownFields.REJECT);
      Subgraph field = FieldRecords.read(task.getField());
      SmoothingTask work =
          new SmoothingTask(
              field,
              NoiseRecords.read(task.getNoiseList(), task.getRegions()),
              task.getTargetsList(),
              new SampleRange(task.getFirstSample(), task.getSamples()),
              task.getSeed());
      requireNoiseOfTargets(task, work);
      return new PoolTask(
          new PartKey(task.getTaskId(), task.getPart()),
          task.getAttempt(),
          task.getModel(),
          task.getReplyTo(),
          task.getReplyPartition(),
          Instant.ofEpochSecond(task.getDeadline().getSeconds(), task.getDeadline().getNanos()),
          noise(task.getNoiseSource()),
          work,
          StatisticRecords.read(task));
    } catch (MalformedRecordException | IllegalArgumentException | ArithmeticException e) {
      throw new UnusableRecordException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Noise that was filled in must not be drawn. */
  private static void requireNoiseOfTargets(
      io.ringfence.schemas.v1.SmoothingTask task, SmoothingTask work) {
    SortedSet<Integer> given = new TreeSet<>();
    task.getNoiseList().forEach(row -> given.add(row.getOutputRegion()));
    for (int target : work.targets()) {
      int region = work.subgraph().region(target);
      if (!given.contains(region)) {
        throw new IllegalArgumentException(
            "Target %d lies in region %d, for whose predictions no noise is given."
                .formatted(target, region));
      }
    }
  }

  private static NoiseRule noise(NoiseSource source) {
    return switch (source) {
      case KEYED -> NoiseRule.KEYED;
      case ANY -> NoiseRule.ANY;
      case NOISE_SOURCE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(
              "The task asks for a source of noise that this version does not know; run workers of the version of the certifiers.");
    };
  }
}
