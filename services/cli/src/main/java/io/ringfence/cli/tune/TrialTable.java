package io.ringfence.cli.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Trials as rows of text, the chosen one first.
 *
 * @param task whose budgets are the columns
 */
record TrialTable(Choice choice, Task task) {
  static final String CHOSEN = "chosen";
  static final String EFFICIENT = "efficient";

  /** One trial. */
  record Row(String mark, List<String> cells) {
    Row {
      cells = List.copyOf(cells);
    }

    boolean chosen() {
      return mark.equals(CHOSEN);
    }
  }

  List<String> head() {
    List<String> head =
        new ArrayList<>(List.of("regions", "noise", "samples", "clean", "smoothed", "abstained"));
    task.budgets().forEach(budget -> head.add("at " + Task.text(budget)));
    head.addAll(List.of("mean", "CPU s", "CPU ms/node"));
    return head;
  }

  List<Row> rows() {
    Trial chosen = choice.chosen();
    return choice.ranked().stream().map(t -> new Row(mark(t, chosen), cells(t))).toList();
  }

  /** Aligned, with a line for the head and one per row, at most so many rows. */
  List<String> lines(int most) {
    List<List<String>> table = new ArrayList<>();
    table.add(with("", head()));
    List<Row> rows = rows();
    rows.stream().limit(most).forEach(row -> table.add(with(row.mark(), row.cells())));
    List<String> lines = new ArrayList<>();
    for (List<String> line : table) {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < line.size(); k++) {
        int column = k;
        int width = table.stream().mapToInt(cells -> cells.get(column).length()).max().orElse(1);
        boolean words = k == 0 || k == 2;
        text.append(
            String.format(
                Locale.ROOT, words ? "%-" + width + "s" : "%" + width + "s", line.get(k)));
        text.append("  ");
      }
      lines.add(text.toString().stripTrailing());
    }
    if (rows.size() > most) {
      lines.add("… and %d more in summary.json".formatted(rows.size() - most));
    }
    return lines;
  }

  private String mark(Trial trial, Trial chosen) {
    return trial.equals(chosen) ? CHOSEN : choice.efficient(trial) ? EFFICIENT : "";
  }

  private static List<String> cells(Trial trial) {
    Trial.Quality quality = trial.quality();
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(trial.combination().regions()));
    cells.add(trial.combination().noise().words());
    cells.add(Integer.toString(trial.rung().samples()));
    cells.add(share(quality.clean()));
    cells.add(share(quality.smoothed()));
    cells.add(share(quality.abstained()));
    quality.counting().forEach(value -> cells.add(share(value)));
    cells.add(share(trial.share()));
    cells.add(String.format(Locale.ROOT, "%.2f", trial.cost().cpuSeconds()));
    cells.add(String.format(Locale.ROOT, "%.2f", trial.cost().millisPerNode()));
    return cells;
  }

  private static List<String> with(String first, List<String> others) {
    List<String> all = new ArrayList<>();
    all.add(first);
    all.addAll(others);
    return all;
  }

  private static String share(OptionalDouble value) {
    return value.isPresent() ? share(value.getAsDouble()) : "-";
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
