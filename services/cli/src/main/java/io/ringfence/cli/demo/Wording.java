package io.ringfence.cli.demo;

import io.ringfence.schemas.v1.Cell;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The demo's sentences and numbers, the same in every view. */
final class Wording {

  private static final int BAR = 12;

  private Wording() {}

  static String percent(double share) {
    return String.format(Locale.ROOT, "%3.0f %%", 100 * share);
  }

  /** A bar of fixed width, full at 1. */
  static String bar(double share) {
    int full = (int) Math.round(BAR * Math.min(1, Math.max(0, share)));
    return "█".repeat(full) + "░".repeat(BAR - full);
  }

  /** A line of eighths, one per value in [0, 1]. */
  static String sparkline(List<Double> shares) {
    String steps = "▁▂▃▄▅▆▇█";
    return shares.stream()
        .map(share -> (int) Math.round(share * (steps.length() - 1)))
        .map(step -> steps.substring(step, step + 1))
        .collect(Collectors.joining());
  }

  /** What the collective certificate says at the largest budget it was solved for. */
  static String collective(GraphCertificate graph) {
    return graph.getCellsList().stream()
        .filter(cell -> cell.getAdditions() + cell.getDeletions() > 0)
        .max(Comparator.comparingInt(cell -> cell.getAdditions() + cell.getDeletions()))
        .map(cell -> collective(graph, cell))
        .orElse("collective certificate not solved yet");
  }

  private static String collective(GraphCertificate graph, Cell cell) {
    return String.format(
        Locale.ROOT,
        "one adversary who adds %d and deletes %d attributes: %d of %d predictions provably stay",
        cell.getAdditions(),
        cell.getDeletions(),
        cell.getCertified(),
        graph.getNodes());
  }

  /** One certificate in words. */
  static String example(NodeCertificate node) {
    return String.format(
        Locale.ROOT,
        "%s is CERTIFIED as class %d: whoever deletes up to %d attributes, or adds up to %d, anywhere"
            + " in the graph, cannot change that (%d of %d noisy copies agree; chance that any"
            + " certificate of the run is wrong: at most %s).",
        node.getNodeId(),
        node.getPredictedClass(),
        node.getRadii().getDeletions(),
        node.getRadii().getAdditions(),
        node.getVotes(),
        node.getSamples(),
        node.getConfidence().getAlpha());
  }
}
