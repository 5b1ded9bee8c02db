package io.ringfence.certificates.statistics;

import io.ringfence.certificates.ScoreSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Mean and variance of the value of every class.
 *
 * @param form which value
 */
public record ScoreSumStatistic(ScoreForm form) implements Statistic<ScoreSums> {

  @Override
  public Accumulator<ScoreSums> accumulator(int targets, int classes) {
    return new Sums(form, targets, classes);
  }

  @Override
  public ScoreSums sum(ScoreSums left, ScoreSums right) {
    return left.plus(right);
  }

  private static final class Sums implements Accumulator<ScoreSums> {
    private final ScoreForm form;
    private final int classes;
    private final int[] samples;
    private final long[] sums;
    private final long[] squares;

    Sums(ScoreForm form, int targets, int classes) {
      this.form = form;
      this.classes = classes;
      this.samples = new int[targets];
      this.sums = new long[Math.multiplyExact(targets, classes)];
      this.squares = new long[sums.length];
    }

    @Override
    public void add(int target, double[] logits) {
      Softmax.apply(logits);
      samples[target]++;
      for (int y = 0; y < classes; y++) {
        double value = form.of(logits, y);
        sums[target * classes + y] += Math.round(value * ScoreSums.UNIT);
        squares[target * classes + y] += Math.round(value * value * ScoreSums.UNIT);
      }
    }

    @Override
    public List<ScoreSums> results() {
      List<ScoreSums> results = new ArrayList<>(samples.length);
      for (int target = 0; target < samples.length; target++) {
        int from = target * classes;
        results.add(
            ScoreSums.of(
                samples[target],
                Arrays.copyOfRange(sums, from, from + classes),
                Arrays.copyOfRange(squares, from, from + classes)));
      }
      return List.copyOf(results);
    }
  }
}
