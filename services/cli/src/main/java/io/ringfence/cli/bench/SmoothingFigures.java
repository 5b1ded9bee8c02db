package io.ringfence.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.smoothing.KernelCeilings;
import io.ringfence.smoothing.KernelCost;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What was measured, by name, in the order of measurement. */
final class SmoothingFigures {
  private final Map<String, Double> figures = new LinkedHashMap<>();

  void speed(Stopwatch.Reading reading) {
    figures.put("cpuSecondsPerSample", reading.cpuSeconds());
    figures.put("wallSecondsPerSample", reading.wallSeconds());
    figures.put("nodeSamplesPerSecond", reading.targets() / reading.wallSeconds());
    figures.put("peakHeapMiB", reading.peakHeapBytes() / 1048576.0);
  }

  void ceiling(KernelCost cost, KernelCeilings ceilings) {
    figures.put("wordsPerSample", cost.words());
    figures.put("rowAdditionsPerSample", cost.rowAdditions());
    figures.put("propagationAdditionsPerSample", cost.propagationAdditions());
    figures.put("productsPerSample", cost.products());
    figures.put("ceilingWordsPerSecond", ceilings.wordsPerSecond());
    figures.put("ceilingAdditionsPerSecond", ceilings.additionsPerSecond());
    figures.put("ceilingProductsPerSecond", ceilings.productsPerSecond());
    double floor = ceilings.seconds(cost);
    figures.put("floorSecondsPerSample", floor);
    figures.put("ceilingShare", floor / figures.getOrDefault("cpuSecondsPerSample", floor));
  }

  void regions(Stopwatch.Reading few, Stopwatch.Reading many) {
    figures.put("cpuSecondsPerSample5Regions", few.cpuSeconds());
    figures.put("cpuSecondsPerSample50Regions", many.cpuSeconds());
    figures.put("regionScaling", many.cpuSeconds() / few.cpuSeconds());
  }

  ObjectNode toJson() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    figures.forEach(root::put);
    return root;
  }

  void print(PrintWriter out) {
    figures.forEach(
        (name, value) -> out.println(String.format(Locale.ROOT, "%-32s %14s", name, text(value))));
  }

  private static String text(double value) {
    return value >= 1000
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.4f", value);
  }
}
