package io.ringfence.cli.demo;

import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.dataset.Dataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which attributes give a class away: those whose frequency in it exceeds that elsewhere most. */
final class TypicalAttributes {

  private final List<List<Integer>> byClass;

  private TypicalAttributes(List<List<Integer>> byClass) {
    this.byClass = byClass;
  }

  /** The {@code count} most telling attributes of every class; O(ones + classes · D log D). */
  static TypicalAttributes of(Dataset dataset, int count) {
    int dimension = dataset.attributeSpec().dimension();
    double[][] frequency = new double[dataset.classes()][dimension];
    int[] size = new int[dataset.classes()];
    for (int node = 0; node < dataset.nodes(); node++) {
      int label = dataset.label(node).orElseThrow();
      size[label]++;
      for (int attribute : ones(dataset, node)) {
        frequency[label][attribute]++;
      }
    }
    List<List<Integer>> typical = new ArrayList<>();
    for (int label = 0; label < size.length; label++) {
      typical.add(mostTelling(frequency, size, label, count));
    }
    return new TypicalAttributes(typical);
  }

  private static List<Integer> mostTelling(double[][] frequency, int[] size, int label, int count) {
    return IntStream.range(0, frequency[label].length)
        .boxed()
        .sorted(Comparator.comparingDouble(d -> -lead(frequency, size, label, d)))
        .limit(count)
        .toList();
  }

  private static double lead(double[][] frequency, int[] size, int label, int attribute) {
    double elsewhere = 0;
    for (int other = 0; other < size.length; other++) {
      if (other != label) {
        elsewhere = Math.max(elsewhere, frequency[other][attribute] / Math.max(1, size[other]));
      }
    }
    return frequency[label][attribute] / Math.max(1, size[label]) - elsewhere;
  }

  static List<Integer> ones(Dataset dataset, int node) {
    return ((BinaryAttributes) dataset.attributesOf(node)).ones();
  }

  List<Integer> of(int label) {
    return byClass.get(label);
  }
}
