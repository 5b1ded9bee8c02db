package io.ringfence.certificates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The instances of {@code collective_graph_lp.json}: one linear row, real-valued allocations. */
final class CollectiveVectors {

  private CollectiveVectors() {}

  /** Numbers certified, by the reference. */
  record Result(Budget budget, int naive, double envelope, int exact) {}

  static List<Instance> read() {
    try {
      JsonNode root =
          new ObjectMapper().readTree(MathVectors.file("collective_graph_lp.json").toFile());
      List<Instance> instances = new ArrayList<>();
      root.forEach(node -> instances.add(new Instance(instances.size(), node)));
      return instances;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static final class Instance {
    private final int index;
    private final JsonNode node;
    private final int regions;

    private Instance(int index, JsonNode node) {
      this.index = index;
      this.node = node;
      regions = node.get("k").asInt();
    }

    String name() {
      return "instance " + index;
    }

    /** Targets with a distance above zero: those that abstain promise nothing. */
    int promised() {
      int promised = 0;
      for (int c = 0; c < regions; c++) {
        promised += distances(c).length;
      }
      return promised;
    }

    double[] distances(int region) {
      List<Double> distances = new ArrayList<>();
      for (int n = 0; n < node.get("eta").size(); n++) {
        double eta = node.get("eta").get(n).asDouble();
        boolean target = node.get("target").get(n).asBoolean();
        if (target && eta > 0 && node.get("cluster").get(n).asInt() == region) {
          distances.add(eta);
        }
      }
      return distances.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Weights as seen from output region c, one per input region. */
    double[] weights(String name, int c) {
      double[] weights = new double[regions];
      for (int j = 0; j < regions; j++) {
        weights[j] = node.get(name).get(c).get(j).asDouble();
      }
      return weights;
    }

    EnvelopeProblem problem(Budget budget) {
      double[] flat = new double[regions];
      double[] zeros = new double[regions];
      double[] ones = new double[regions];
      Arrays.fill(zeros, budget.additions());
      Arrays.fill(ones, budget.deletions());
      for (int c = 0; c < regions; c++) {
        flat[c] = distances(c).length;
      }
      EnvelopeProblem.Builder builder = EnvelopeProblem.builder(budget, flat, zeros, ones);
      for (int c = 0; c < regions; c++) {
        builder.row(c, distances(c), weights("c_add", c), weights("c_del", c));
      }
      return builder.build();
    }

    List<Result> results() {
      List<Result> results = new ArrayList<>();
      for (JsonNode result : node.get("results")) {
        results.add(
            new Result(
                new Budget(result.get("add").asInt(), result.get("delete").asInt()),
                result.get("naive").asInt(),
                result.get("hull_lp").asDouble(),
                result.get("exact_milp").asInt()));
      }
      return results;
    }
  }
}
