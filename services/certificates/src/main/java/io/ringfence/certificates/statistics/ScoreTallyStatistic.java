package io.ringfence.certificates.statistics;

import io.ringfence.certificates.ScoreTally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Histogram of the value of one class per target.
 *
 * @param form which value
 * @param classes the class of each target
 */
public record ScoreTallyStatistic(ScoreForm form, List<Integer> classes)
    implements Statistic<ScoreTally> {

  public ScoreTallyStatistic {
    classes = List.copyOf(classes);
  }

  @Override
  public Accumulator<ScoreTally> accumulator(int targets, int numberOfClasses) {
    if (classes.size() != targets) {
      throw new IllegalArgumentException(
          "%d classes are named for %d targets; name one for each."
              .formatted(classes.size(), targets));
    }
    for (int target = 0; target < targets; target++) {
      if (classes.get(target) < 0 || classes.get(target) >= numberOfClasses) {
        throw new IllegalArgumentException(
            "Target %d is scored for class %d; the model has classes 0 to %d."
                .formatted(target, classes.get(target), numberOfClasses - 1));
      }
    }
    return new Tallies(form, classes.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public ScoreTally sum(ScoreTally left, ScoreTally right) {
    return left.plus(right);
  }

  /**
   * Counts in pages of 64 bins that are made when first needed: the scores of most nodes stay
   * within a few of the 16.
   */
  private static final class Tallies implements Accumulator<ScoreTally> {
    private static final int PAGE = 64;
    private static final int PAGES = (ScoreTally.bins() + PAGE - 1) / PAGE;

    private final ScoreForm form;
    private final int[] classes;
    private final int[][] pages;

    Tallies(ScoreForm form, int[] classes) {
      this.form = form;
      this.classes = classes;
      this.pages = new int[Math.multiplyExact(classes.length, PAGES)][];
    }

    @Override
    public void add(int target, double[] logits) {
      Softmax.apply(logits);
      int bin = ScoreTally.bin(form.of(logits, classes[target]));
      int place = target * PAGES + bin / PAGE;
      int[] page = pages[place];
      if (page == null) {
        page = new int[PAGE];
        pages[place] = page;
      }
      page[bin % PAGE]++;
    }

    @Override
    public List<ScoreTally> results() {
      List<ScoreTally> tallies = new ArrayList<>(classes.length);
      int[] counts = new int[PAGES * PAGE];
      for (int target = 0; target < classes.length; target++) {
        Arrays.fill(counts, 0);
        for (int p = 0; p < PAGES; p++) {
          int[] page = pages[target * PAGES + p];
          if (page != null) {
            System.arraycopy(page, 0, counts, p * PAGE, PAGE);
          }
        }
        tallies.add(ScoreTally.of(counts, 0));
      }
      return List.copyOf(tallies);
    }
  }
}
