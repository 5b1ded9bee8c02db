package io.ringfence.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the stream was measured to do, by name, in the order of measurement, with the goals. */
final class StreamFigures {

  private record Figure(double value, String goal) {}

  private final Map<String, Figure> figures = new LinkedHashMap<>();

  void put(String name, double value) {
    put(name, value, "");
  }

  /**
   * @param goal in words, for the table
   */
  void put(String name, double value, String goal) {
    figures.put(name, new Figure(value, goal));
  }

  ObjectNode toJson() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    figures.forEach((name, figure) -> root.put(name, figure.value()));
    return root;
  }

  void print(PrintWriter out) {
    figures.forEach(
        (name, figure) ->
            out.println(
                String.format(Locale.ROOT, "%-28s %14s   %s", name, text(figure), figure.goal())
                    .stripTrailing()));
  }

  private static String text(Figure figure) {
    double value = figure.value();
    return value >= 100 || value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.4f", value);
  }
}
