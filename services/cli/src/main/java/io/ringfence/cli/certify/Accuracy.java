package io.ringfence.cli.certify;

import io.ringfence.graph.dataset.Dataset;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Shares of the labelled targets that are predicted right.
 *
 * @param clean by the base model on the graph as it is; empty without labels
 * @param smoothed by the smoothed classifier, abstaining or not; empty without labels
 */
public record Accuracy(OptionalDouble clean, OptionalDouble smoothed) {
  public static Accuracy of(Dataset dataset, BatchResult result) {
    List<Integer> smoothed =
        result.certificates().stream().map(c -> c.bound().predictedClass()).toList();
    return new Accuracy(
        share(dataset, result, result.cleanClasses()), share(dataset, result, smoothed));
  }

  private static OptionalDouble share(Dataset dataset, BatchResult result, List<Integer> classes) {
    return IntStream.range(0, classes.size())
        .filter(i -> dataset.label(result.certificates().get(i).index()).isPresent())
        .mapToDouble(
            i ->
                dataset.label(result.certificates().get(i).index()).getAsInt() == classes.get(i)
                    ? 1
                    : 0)
        .average();
  }
}
