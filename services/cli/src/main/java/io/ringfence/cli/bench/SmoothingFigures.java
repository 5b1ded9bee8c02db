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

  void full(double wallSeconds, double cpuSeconds) {
    figures.put("fullCertificationSeconds", wallSeconds);
    figures.put("fullCertificationCpuSeconds", cpuSeconds);
  }

  /**
   * Shares are of the nodes of the graph. The ratio of the last kind, edges, which are dearer, is
   * the one that counts as {@code updateRatio}.
   */
  void update(String kind, UpdateCost.Cost cost, double fullCpuSeconds, int nodes) {
    double ratio = Medians.of(cost.cpu()) / fullCpuSeconds;
    figures.put(kind + "UpdateSeconds", Medians.of(cost.wall()));
    figures.put(kind + "UpdateCpuSeconds", Medians.of(cost.cpu()));
    figures.put(kind + "UpdateMeanCpuSeconds", Medians.mean(cost.cpu()));
    figures.put(kind + "ReachedShare", Medians.of(cost.reached()) / nodes);
    figures.put(kind + "CertifiedShare", Medians.of(cost.certified()) / nodes);
    figures.put(kind + "FieldShare", Medians.of(cost.field()) / nodes);
    figures.put(kind + "UpdateRatio", ratio);
    figures.put("updateRatio", ratio);
  }

  /** Means: fields differ more from update to update than from graph to graph. */
  void scale(UpdateCost.Cost small, UpdateCost.Cost large) {
    double ratio = Medians.mean(large.cpu()) / Medians.mean(small.cpu());
    double fields = Medians.mean(large.field()) / Medians.mean(small.field());
    figures.put("updateCpuSecondsSmallGraph", Medians.mean(small.cpu()));
    figures.put("updateCpuSecondsLargeGraph", Medians.mean(large.cpu()));
    figures.put("certifiedNodesSmallGraph", Medians.mean(small.certified()));
    figures.put("certifiedNodesLargeGraph", Medians.mean(large.certified()));
    figures.put("fieldNodesSmallGraph", Medians.mean(small.field()));
    figures.put("fieldNodesLargeGraph", Medians.mean(large.field()));
    figures.put("scaleRatio", ratio);
    figures.put("scaleRatioPerFieldNode", ratio / fields);
  }

  void held(double mebibytes) {
    figures.put("heldHeapMiB", mebibytes);
  }

  void ingest(int updates, WorkClock.Seconds seconds) {
    figures.put("ingestPerSecond", updates / seconds.wall());
    figures.put("ingestPerCpuSecond", updates / seconds.cpu());
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
