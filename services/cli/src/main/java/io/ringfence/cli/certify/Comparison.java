package io.ringfence.cli.certify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.certificates.Budget;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What weaker ways prove from the same or from as many noisy graphs, beside the certificates.
 *
 * @param entries one per budget of bits, in the order of the budgets
 * @param isotropic the run with the same noise everywhere, if there was one
 */
record Comparison(List<Entry> entries, Optional<Isotropic> isotropic) {
  private static final int SHOWN = 24;

  Comparison {
    entries = List.copyOf(entries);
  }

  /**
   * Numbers of certified targets at one budget.
   *
   * @param exact collective certificate with exact vote thresholds: what is published
   * @param linear collective certificate of the linear rows, with exact single certificates as caps
   * @param linearAlone collective certificate of the linear rows alone
   * @param naive exact thresholds, each target judged by itself
   * @param linearNaive linear rows, each target judged by itself
   * @param isotropic exact certificate under the same noise everywhere; empty without that run
   */
  record Entry(
      Budget budget,
      int targets,
      int exact,
      int linear,
      int linearAlone,
      int naive,
      int linearNaive,
      Optional<Integer> isotropic) {}

  /**
   * The run with the least noise of the ranges everywhere, one law for all regions.
   *
   * @param addition probability that a zero becomes a one
   * @param deletion probability that a one becomes a zero
   * @param samples noisy graphs for the bounds: as many as all regions together had
   * @param selectionSamples further noisy graphs that chose the classes
   * @param abstained targets for which nothing is promised
   * @param accuracy of the smoothed classifier; empty without labels
   */
  record Isotropic(
      double addition,
      double deletion,
      int samples,
      int selectionSamples,
      long abstained,
      OptionalDouble accuracy,
      Duration smoothing) {}

  /** For {@code compare.json}. */
  ObjectNode toJson() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    isotropic.ifPresent(run -> put(root.putObject("isotropic"), run));
    ArrayNode budgets = root.putArray("budgets");
    for (Entry entry : entries) {
      ObjectNode node = budgets.addObject();
      node.put("additions", entry.budget.additions());
      node.put("deletions", entry.budget.deletions());
      node.put("targets", entry.targets);
      node.put("exact", entry.exact);
      node.put("linear", entry.linear);
      node.put("linearAlone", entry.linearAlone);
      node.put("naive", entry.naive);
      node.put("linearNaive", entry.linearNaive);
      entry.isotropic.ifPresent(count -> node.put("isotropic", count));
    }
    return root;
  }

  private static void put(ObjectNode node, Isotropic run) {
    node.put("additionNoise", run.addition);
    node.put("deletionNoise", run.deletion);
    node.put("samples", run.samples);
    node.put("selectionSamples", run.selectionSamples);
    node.put("abstained", run.abstained);
    run.accuracy.ifPresent(accuracy -> node.put("smoothedAccuracy", accuracy));
    node.put("smoothingSeconds", run.smoothing.toMillis() / 1e3);
  }

  void print(PrintWriter to) {
    isotropic.ifPresent(
        run ->
            line(
                to,
                "%nCertified share of the targets; isotropic: p+ %.4g and p- %.4g everywhere, %,d samples, %,d abstained",
                run.addition,
                run.deletion,
                run.samples,
                run.abstained));
    line(to, "%-20s  exact  linear  (alone)  naive  (linear)  isotropic", "budget");
    for (Entry e : entries.subList(0, Math.min(SHOWN, entries.size()))) {
      line(
          to,
          "%-20s  %5.3f   %5.3f    %5.3f  %5.3f     %5.3f  %9s",
          "add %d, delete %d".formatted(e.budget.additions(), e.budget.deletions()),
          share(e.exact, e),
          share(e.linear, e),
          share(e.linearAlone, e),
          share(e.naive, e),
          share(e.linearNaive, e),
          e.isotropic.map(n -> String.format(Locale.ROOT, "%.3f", share(n, e))).orElse("-"));
    }
    if (entries.size() > SHOWN) {
      line(to, "… and %d more in compare.json", entries.size() - SHOWN);
    }
    to.flush();
  }

  private static double share(int count, Entry entry) {
    return (double) count / entry.targets;
  }

  private static void line(PrintWriter to, String format, Object... values) {
    to.println(String.format(Locale.ROOT, format, values));
  }
}
