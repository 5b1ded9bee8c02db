package io.ringfence.cli.certify;

import io.ringfence.cli.input.StandardSplit;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.npy.Npy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The value of {@code --targets}.
 *
 * @param text {@code all}, {@code test}, or an {@code .npy} file with indices of nodes
 */
public record TargetChoice(String text) {
  public List<Integer> of(Dataset dataset) throws IOException {
    return switch (text) {
      case "all" -> IntStream.range(0, dataset.nodes()).boxed().toList();
      case "test" -> test(dataset);
      default -> Arrays.stream(Npy.read(Path.of(text)).toInts()).boxed().toList();
    };
  }

  private static List<Integer> test(Dataset dataset) {
    List<Integer> test = StandardSplit.of(dataset).test();
    if (test.isEmpty()) {
      throw new IllegalArgumentException(
          "Dataset '%s' has no test nodes, because it has no labels; give --targets all or a file."
              .formatted(dataset.name()));
    }
    return test;
  }
}
