package io.ringfence.smoothing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.ringfence.certificates.ScoreSums;
import io.ringfence.certificates.ScoreTally;
import io.ringfence.certificates.VoteTally;
import io.ringfence.certificates.statistics.ScoreForm;
import io.ringfence.certificates.statistics.ScoreSumStatistic;
import io.ringfence.certificates.statistics.ScoreTallyStatistic;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.certificates.statistics.VoteStatistic;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sums of one statistic for the targets of one output region, kept on the device as integers.
 * Only they are copied back, once.
 *
 * @param <T> the evidence about one target
 */
interface DjlSums<T> {

  /** Adds a batch of noisy graphs: scores before softmax, [targets, samples, classes]. */
  void add(NDArray logits);

  /** The evidence, in the order of the rows. */
  List<T> results();

  /** Device memory that the sums take. */
  long bytes();

  /**
   * @param places place of each row in the task
   */
  @SuppressWarnings("unchecked") // the kind of statistic says what T is
  static <T> DjlSums<T> of(
      Statistic<T> statistic, DjlArrays arrays, List<Integer> places, int classes) {
    if (statistic instanceof VoteStatistic) {
      return (DjlSums<T>) new Votes(arrays, places.size(), classes);
    }
    if (statistic instanceof ScoreSumStatistic sums) {
      return (DjlSums<T>) new Sums(sums.form(), arrays, places.size(), classes);
    }
    ScoreTallyStatistic tallies = (ScoreTallyStatistic) (Statistic<?>) statistic;
    List<Integer> scored = places.stream().map(tallies.classes()::get).toList();
    return (DjlSums<T>) new Tallies(tallies.form(), arrays, scored, classes);
  }

  /** Adds ones at the winners. */
  final class Votes implements DjlSums<VoteTally> {
    private final int classes;
    private final NDArray names;
    private final NDArray votes;

    Votes(DjlArrays arrays, int targets, int classes) {
      this.classes = classes;
      this.names = arrays.range(classes);
      this.votes = arrays.zeros(DataType.INT64, targets, classes);
    }

    @Override
    public void add(NDArray logits) {
      NDArray winners = logits.argMax(2).expandDims(2).eq(names);
      votes.addi(overSamples(winners));
    }

    @Override
    public long bytes() {
      return Long.BYTES * votes.size();
    }

    @Override
    public List<VoteTally> results() {
      return rows(votes, classes).stream().map(VoteTally::of).toList();
    }
  }

  /** Values of all classes and their squares in units of {@link ScoreSums#UNIT}. */
  final class Sums implements DjlSums<ScoreSums> {
    private final int classes;
    private final Values values;
    private final NDArray unit;
    private final NDArray sums;
    private final NDArray squares;
    private int samples;

    Sums(ScoreForm form, DjlArrays arrays, int targets, int classes) {
      this.classes = classes;
      this.values = new Values(form, arrays, classes);
      this.unit = arrays.scalar(ScoreSums.UNIT);
      this.sums = arrays.zeros(DataType.INT64, targets, classes);
      this.squares = arrays.zeros(DataType.INT64, targets, classes);
    }

    @Override
    public void add(NDArray logits) {
      NDArray value = values.of(logits);
      sums.addi(overSamples(units(value)));
      squares.addi(overSamples(units(value.mul(value))));
      samples += (int) logits.getShape().get(1);
    }

    private NDArray units(NDArray value) {
      return value.mul(unit).round().toType(DataType.INT64, false);
    }

    @Override
    public long bytes() {
      return 2 * Long.BYTES * sums.size();
    }

    @Override
    public List<ScoreSums> results() {
      List<long[]> first = rows(sums, classes);
      List<long[]> second = rows(squares, classes);
      return IntStream.range(0, first.size())
          .mapToObj(i -> ScoreSums.of(samples, first.get(i), second.get(i)))
          .toList();
    }
  }

  /**
   * Per target and bin the number of values that reach the bin, from which the histogram is told in
   * the end: 16 bytes of device memory each, and at most {@value #COMPARED} more in all.
   */
  final class Tallies implements DjlSums<ScoreTally> {
    private static final long COMPARED = 1L << 26;

    private final Values values;
    private final int targets;

    /** One at the class whose score is tallied, [targets, 1, classes]. */
    private final NDArray scored;

    private final NDArray edges;
    private final NDArray reached;

    Tallies(ScoreForm form, DjlArrays arrays, List<Integer> scored, int classes) {
      this.values = new Values(form, arrays, classes);
      this.targets = scored.size();
      double[] chosen = new double[targets * classes];
      for (int target = 0; target < targets; target++) {
        chosen[target * classes + scored.get(target)] = 1;
      }
      this.scored = arrays.doubles(chosen, targets, 1, classes);
      this.edges =
          arrays.doubles(
              IntStream.range(0, ScoreTally.bins()).mapToDouble(ScoreTally::lowerEdge).toArray(),
              1,
              1,
              ScoreTally.bins());
      this.reached = arrays.zeros(DataType.INT64, targets, ScoreTally.bins());
    }

    @Override
    public void add(NDArray logits) {
      NDArray value = values.of(logits).mul(scored).sum(new int[] {2}, true);
      long samples = logits.getShape().get(1);
      long together = Math.max(1, COMPARED / ((long) targets * ScoreTally.bins()));
      for (long from = 0; from < samples; from += together) {
        long to = Math.min(samples, from + together);
        try (NDArray some = value.get(":, " + from + ":" + to);
            NDArray reaches = some.gte(edges)) {
          reached.addi(overSamples(reaches));
        }
      }
    }

    @Override
    public long bytes() {
      return 2 * Long.BYTES * reached.size() + COMPARED;
    }

    @Override
    public List<ScoreTally> results() {
      return rows(reached, ScoreTally.bins()).stream().map(Tallies::histogram).toList();
    }

    private static ScoreTally histogram(long[] reached) {
      long[] counts = reached.clone();
      for (int bin = 0; bin + 1 < counts.length; bin++) {
        counts[bin] -= reached[bin + 1];
      }
      return ScoreTally.of(counts, 0);
    }
  }

  /** {@link ScoreForm} of every class, in double precision. */
  final class Values {
    private final ScoreForm form;
    private final NDArray zero;
    private final NDArray one;
    private final NDArray half;
    private final NDArray own;

    Values(ScoreForm form, DjlArrays arrays, int classes) {
      this.form = form;
      this.zero = arrays.scalar(0);
      this.one = arrays.scalar(1);
      this.half = arrays.scalar(0.5);
      float[] diagonal = new float[classes * classes];
      for (int y = 0; y < classes; y++) {
        diagonal[y * classes + y] = 2;
      }
      this.own = arrays.floats(diagonal, 1, 1, classes, classes);
    }

    NDArray of(NDArray logits) {
      NDArray scores = logits.toType(DataType.FLOAT64, false).softmax(2);
      return switch (form) {
        case SCORE -> scores;
        case MARGIN -> scores.sub(rivals(scores)).add(one).mul(half);
      };
    }

    /** Per class the highest score of another: its own is moved below zero first. */
    private NDArray rivals(NDArray scores) {
      return scores.expandDims(2).sub(own).max(new int[] {3}).maximum(zero);
    }
  }

  /** Sums a batch, [targets, samples, …], to int64. */
  private static NDArray overSamples(NDArray batch) {
    return batch.sum(new int[] {1}).toType(DataType.INT64, false);
  }

  private static List<long[]> rows(NDArray array, int width) {
    long[] all = array.toLongArray();
    return IntStream.range(0, all.length / width)
        .mapToObj(i -> Arrays.copyOfRange(all, i * width, (i + 1) * width))
        .toList();
  }
}
