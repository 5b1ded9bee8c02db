package io.ringfence.stream.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.certificates.statistics.ScoreForm;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.schemas.v1.SmoothingResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolRecordsTest {

  private static final PoolModel MODEL = new PoolModel("ab".repeat(32), KeyedSmoother.CLASSES);
  private static final PartKey KEY = new PartKey("certifier-1-0f-7", 3);
  private static final ReplyAddress REPLY = new ReplyAddress("certifier-1-0f", 2);
  private static final Instant DEADLINE = Instant.parse("2026-03-01T12:00:00.250Z");
  private static final ResultRecords RESULTS = new ResultRecords("results", "w1");

  /** What a worker finds is what is found here, whatever is asked. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
  void aTaskMeansTheSameOnTheOtherSide(long seed) throws Exception {
    sameAnswers(new RandomTasks(seed).binary(20));
    sameAnswers(new RandomTasks(seed).real(20));
  }

  private static void sameAnswers(SmoothingTask task) throws Exception {
    List<Integer> classes = Collections.nCopies(task.targets().size(), 1);
    sameAnswer(task, Statistic.votes());
    sameAnswer(task, Statistic.scoreSums(ScoreForm.SCORE));
    sameAnswer(task, Statistic.scoreTallies(ScoreForm.MARGIN, classes));
  }

  private static <T> void sameAnswer(SmoothingTask task, Statistic<T> statistic) throws Exception {
    PoolTask received = TaskRecords.read(encoded(task, statistic));
    List<?> evidence =
        new KeyedSmoother().smooth(received.work(), received.statistic(), () -> false);
    SmoothingResult result = RESULTS.answer(received, evidence, Duration.ofMillis(1_250));

    assertThat(
            EvidenceRecords.read(
                SmoothingResult.parseFrom(result.toByteArray()),
                statistic,
                task.targets().size(),
                KeyedSmoother.CLASSES))
        .isEqualTo(new KeyedSmoother().smooth(task, statistic, () -> false));
    assertThat(received.key()).isEqualTo(KEY);
    assertThat(received.deadline()).isEqualTo(DEADLINE);
    assertThat(received.replyPartition()).isEqualTo(2);
  }

  @Test
  void onlyTheRowsOfTheTargetsAreSent() throws Exception {
    SmoothingTask task = new RandomTasks(4).binary(20);
    SmoothingTask one =
        new SmoothingTask(
            task.subgraph(),
            task.schedule(),
            List.of(task.targets().get(0)),
            task.samples(),
            task.seed());

    assertThat(TaskRecords.common(one, Statistic.votes(), MODEL, NoiseRule.KEYED).getNoiseCount())
        .isEqualTo(1);
  }

  @Test
  void bytesThatWereChangedAreRefusedOrStillATask() {
    byte[] good = encoded(new RandomTasks(2).binary(20), Statistic.votes());
    SplittableRandom random = new SplittableRandom(1);
    int refused = 0;
    for (int k = 0; k < 2_000; k++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      try {
        TaskRecords.read(bad);
      } catch (UnusableRecordException e) {
        assertThat(e).hasMessageNotContaining("null");
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void anAnswerOverFewerSamplesThanAskedIsNoEvidence() {
    SmoothingTask task = new RandomTasks(2).binary(20);
    PoolTask asked = poolTask(task);
    SmoothingTask less =
        new SmoothingTask(
            task.subgraph(),
            task.schedule(),
            task.targets(),
            new SampleRange(task.samples().first(), 19),
            task.seed());
    SmoothingResult result =
        RESULTS.answer(
            asked, new KeyedSmoother().smooth(less, Statistic.votes(), () -> false), Duration.ZERO);

    assertThatThrownBy(
            () ->
                EvidenceRecords.read(
                    result, Statistic.votes(), task.targets().size(), KeyedSmoother.CLASSES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("19 samples");
  }

  @Test
  void anAnswerToAnotherQuestionIsNoEvidence() {
    SmoothingTask task = new RandomTasks(2).binary(20);
    SmoothingResult result =
        RESULTS.answer(
            poolTask(task),
            new KeyedSmoother().smooth(task, Statistic.votes(), () -> false),
            Duration.ZERO);

    assertThatThrownBy(
            () ->
                EvidenceRecords.read(
                    result,
                    Statistic.scoreSums(ScoreForm.SCORE),
                    task.targets().size(),
                    KeyedSmoother.CLASSES))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PoolTask poolTask(SmoothingTask task) {
    return new PoolTask(
        KEY,
        0,
        MODEL.fingerprint(),
        REPLY.name(),
        REPLY.partition(),
        DEADLINE,
        NoiseRule.KEYED,
        task,
        Statistic.votes());
  }

  private static byte[] encoded(SmoothingTask task, Statistic<?> statistic) {
    return TaskRecords.part(
        TaskRecords.common(task, statistic, MODEL, NoiseRule.KEYED),
        KEY,
        1,
        REPLY,
        DEADLINE,
        task.samples());
  }
}
