package io.ringfence.verifier.recomputation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Thresholds of one schedule. What counts is how many bits changed at which level, so equal cases
 * of different rows are computed once. Not thread-safe.
 */
final class Thresholds {
  private static final int MOST_REMEMBERED = 1 << 20;

  private final Schedule schedule;
  private final List<Level> levels;
  private final int[][] numberOf;
  private final int[] additionsAt;
  private final int[] deletionsAt;
  private final Map<String, Double> remembered = new HashMap<>();

  Thresholds(Schedule schedule) {
    this.schedule = schedule;
    levels = schedule.rows().stream().flatMap(List::stream).distinct().toList();
    numberOf = new int[schedule.regions()][schedule.regions()];
    for (int c = 0; c < schedule.regions(); c++) {
      for (int j = 0; j < schedule.regions(); j++) {
        numberOf[c][j] = levels.indexOf(schedule.rows().get(c).get(j));
      }
    }
    additionsAt = new int[levels.size()];
    deletionsAt = new int[levels.size()];
  }

  Schedule schedule() {
    return schedule;
  }

  /** Number of atoms that {@link #at} has to sort, at most. */
  long atoms(int row, int[] additions, int[] deletions) {
    double atoms = 1;
    List<Level> levelsOfRow = schedule.rows().get(row);
    for (int j = 0; j < additions.length; j++) {
      int bits = 0;
      if (levelsOfRow.indexOf(levelsOfRow.get(j)) == j) {
        for (int i = j; i < additions.length; i++) {
          bits += numberOf[row][i] == numberOf[row][j] ? additions[i] + deletions[i] : 0;
        }
      }
      atoms *= bits + 1.0;
    }
    return (long) atoms;
  }

  /**
   * @param row output region
   * @param additions per input region
   * @param deletions per input region
   * @param rival what no other class exceeds; one half or more if nothing is known
   */
  Threshold at(int row, int[] additions, int[] deletions, double rival) {
    for (int j = 0; j < additions.length; j++) {
      additionsAt[numberOf[row][j]] += additions[j];
      deletionsAt[numberOf[row][j]] += deletions[j];
    }
    StringBuilder key = new StringBuilder();
    List<Flips> flips = new ArrayList<>();
    for (int level = 0; level < additionsAt.length; level++) {
      if (additionsAt[level] > 0 || deletionsAt[level] > 0) {
        key.appendCodePoint(level)
            .append(additionsAt[level])
            .append('/')
            .append(deletionsAt[level]);
        flips.add(new Flips(levels.get(level), additionsAt[level], deletionsAt[level]));
        additionsAt[level] = 0;
        deletionsAt[level] = 0;
      }
    }
    if (rival < Threshold.MAJORITY) {
      key.append(' ').append(rival);
    }
    return new Threshold(about(key.toString(), flips, rival), flips, rival);
  }

  private double about(String key, List<Flips> flips, double rival) {
    Double known = remembered.get(key);
    if (known != null) {
      return known;
    }
    double about = Threshold.about(flips, rival);
    if (remembered.size() < MOST_REMEMBERED) {
      remembered.put(key, about);
    }
    return about;
  }
}
