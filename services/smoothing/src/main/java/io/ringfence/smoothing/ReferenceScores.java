package io.ringfence.smoothing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Scores that the exporter of a model took of a few nodes, beside it in {@code reference.json} with
 * the little graph that they belong to.
 *
 * @param graph the little graph
 * @param nodes local indices
 * @param scores per node one per class
 */
public record ReferenceScores(Subgraph graph, List<Integer> nodes, List<List<Double>> scores) {

  public static final String FILE = "reference.json";

  /** Largest difference at which scores count as the same. */
  public static final double TOLERANCE = 1e-5;

  private static final long LARGEST = 64L << 20;
  private static final int MOST_NODES = 20_000;

  /**
   * Those of a bundle, if it has any.
   *
   * @throws ModelException if the file is damaged or does not fit the model
   */
  public static Optional<ReferenceScores> of(Path folder, Model model) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw new ModelException(
            "%s has %d bytes; at most %d are read. Export the model again, or remove the file."
                .formatted(file, Files.size(file), LARGEST));
      }
      return Optional.of(read(new ObjectMapper().readTree(file.toFile()), model));
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelException(
          "%s is damaged (%s); export the model again, or remove the file."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static ReferenceScores read(JsonNode json, Model model) {
    JsonNode rows = json.path("attributes");
    int n = rows.size();
    if (n > MOST_NODES) {
      throw new IllegalArgumentException(n + " nodes, at most " + MOST_NODES + " are read");
    }
    int dimension = model.attributes();
    float[] values = new float[Math.multiplyExact(n, dimension)];
    for (int i = 0; i < n; i++) {
      int row = i;
      rows.path(i)
          .fields()
          .forEachRemaining(
              entry -> {
                int d = index(Integer.parseInt(entry.getKey()), dimension, "attribute");
                values[row * dimension + d] = (float) entry.getValue().asDouble();
              });
    }
    SparseRows neighbours = neighbours(json.path("edges"), n);
    Subgraph graph =
        new Subgraph(
            LongStream.range(0, n).toArray(),
            new int[n],
            IntStream.range(0, n).map(neighbours::count).toArray(),
            neighbours,
            RealAttributeMatrix.owning(values, n, dimension));
    List<Integer> nodes = new ArrayList<>();
    json.path("nodes").forEach(node -> nodes.add(index(node.asInt(-1), n, "node")));
    List<List<Double>> scores = new ArrayList<>();
    for (JsonNode ofNode : json.path("scores")) {
      if (ofNode.size() != model.classes()) {
        throw new IllegalArgumentException(
            "%d scores for %d classes".formatted(ofNode.size(), model.classes()));
      }
      List<Double> row = new ArrayList<>();
      ofNode.forEach(score -> row.add(score.asDouble(Double.NaN)));
      scores.add(List.copyOf(row));
    }
    if (nodes.size() != scores.size() || nodes.isEmpty()) {
      throw new IllegalArgumentException(
          "%d nodes and %d rows of scores".formatted(nodes.size(), scores.size()));
    }
    return new ReferenceScores(graph, List.copyOf(nodes), List.copyOf(scores));
  }

  private static SparseRows neighbours(JsonNode edges, int n) {
    List<TreeSet<Integer>> of = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      of.add(new TreeSet<>());
    }
    for (JsonNode edge : edges) {
      int a = index(edge.path(0).asInt(-1), n, "node");
      int b = index(edge.path(1).asInt(-1), n, "node");
      of.get(a).add(b);
      of.get(b).add(a);
    }
    int[] offsets = new int[n + 1];
    for (int i = 0; i < n; i++) {
      offsets[i + 1] = offsets[i] + of.get(i).size();
    }
    return SparseRows.owning(
        offsets, of.stream().flatMap(TreeSet::stream).mapToInt(Integer::intValue).toArray(), n);
  }

  private static int index(int value, int below, String what) {
    if (value < 0 || value >= below) {
      throw new IllegalArgumentException(
          "%s %d does not lie in [0, %d)".formatted(what, value, below));
    }
    return value;
  }

  /** The largest difference between these scores and those of a model; NaN if one is. */
  public double gap(Model model) {
    Scores actual = Scores.of(model, graph, nodes);
    double gap = 0;
    for (int i = 0; i < nodes.size(); i++) {
      for (int y = 0; y < model.classes(); y++) {
        gap = Math.max(gap, Math.abs(actual.score(i, y) - scores.get(i).get(y)));
      }
    }
    return gap;
  }
}
