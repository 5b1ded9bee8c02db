package io.ringfence.stream.pool;

import io.ringfence.certificates.statistics.ScoreForm;
import io.ringfence.certificates.statistics.ScoreSumStatistic;
import io.ringfence.certificates.statistics.ScoreTallyStatistic;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.certificates.statistics.VoteStatistic;
import io.ringfence.schemas.v1.ScoreHistogramRequest;
import io.ringfence.schemas.v1.ScoreKind;
import io.ringfence.schemas.v1.ScoreSumRequest;
import io.ringfence.schemas.v1.SmoothingTask;
import io.ringfence.schemas.v1.VoteRequest;

/** What is asked, as the contract has it. */
final class StatisticRecords {

  private StatisticRecords() {}

  static void write(SmoothingTask.Builder task, Statistic<?> statistic) {
    if (statistic instanceof VoteStatistic) {
      task.setVotes(VoteRequest.getDefaultInstance());
    } else if (statistic instanceof ScoreSumStatistic sums) {
      task.setScoreSums(ScoreSumRequest.newBuilder().setKind(kind(sums.form())));
    } else if (statistic instanceof ScoreTallyStatistic tallies) {
      task.setScoreHistograms(
          ScoreHistogramRequest.newBuilder()
              .setKind(kind(tallies.form()))
              .addAllClasses(tallies.classes()));
    }
  }

  /**
   * @throws IllegalArgumentException if nothing is asked that this version knows
   */
  static Statistic<?> read(SmoothingTask task) {
    return switch (task.getStatisticCase()) {
      case VOTES -> Statistic.votes();
      case SCORE_SUMS -> Statistic.scoreSums(form(task.getScoreSums().getKind()));
      case SCORE_HISTOGRAMS ->
          Statistic.scoreTallies(
              form(task.getScoreHistograms().getKind()),
              task.getScoreHistograms().getClassesList());
      case STATISTIC_NOT_SET ->
          throw new IllegalArgumentException(
              "The task asks for no statistic that this version knows; run workers of the version of the certifiers.");
    };
  }

  private static ScoreKind kind(ScoreForm form) {
    return switch (form) {
      case SCORE -> ScoreKind.SCORE;
      case MARGIN -> ScoreKind.MARGIN;
    };
  }

  private static ScoreForm form(ScoreKind kind) {
    return switch (kind) {
      case SCORE -> ScoreForm.SCORE;
      case MARGIN -> ScoreForm.MARGIN;
      case SCORE_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(
              "The task asks for a kind of score that this version does not know; run workers of the version of the certifiers.");
    };
  }
}
