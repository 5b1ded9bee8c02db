package io.ringfence.cli.input;

import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.Datasets;
import io.ringfence.graph.dataset.GeneratorSettings;
import io.ringfence.graph.dataset.GraphGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/**
 * The value of {@code --dataset}: a path, {@code real:PATH} for real-valued attributes, {@code
 * generated[:NODES[:SEED]]}, or {@code generated-real[:NODES[:SEED]]}.
 *
 * @param text as given
 */
public record DatasetSource(String text) {
  /** For the descriptions of options. */
  public static final String KINDS =
      "a folder of .npy arrays, an .npz file, a folder with edges.csv and nodes.csv, or"
          + " generated[:NODES[:SEED]] for a random graph of 1,000 nodes and seed 1 unless said otherwise;"
          + " with real-valued attributes real:PATH or generated-real[:NODES[:SEED]]";

  private static final String REAL = "real:";
  private static final int FEWEST_NODES = 100;
  private static final int GENERATED_NODES = 1_000;
  private static final long GENERATED_SEED = 1;
  private static final Pattern GENERATED =
      Pattern.compile("generated(-real)?(?::(\\d{1,7})(?::(-?\\d{1,18}))?)?");

  /**
   * @throws IOException if it cannot be read or is damaged
   * @throws IllegalArgumentException if a graph of this kind cannot be generated
   */
  public Dataset read() throws IOException {
    Matcher generated = GENERATED.matcher(text);
    if (!generated.matches()) {
      return text.startsWith(REAL)
          ? Datasets.readReal(Path.of(text.substring(REAL.length())))
          : Datasets.read(Path.of(text));
    }
    int nodes = generated.group(2) == null ? GENERATED_NODES : Integer.parseInt(generated.group(2));
    long seed = generated.group(3) == null ? GENERATED_SEED : Long.parseLong(generated.group(3));
    if (nodes < FEWEST_NODES) {
      throw new IllegalArgumentException(
          "Dataset '%s' would have %d nodes; a generated graph has at least %d."
              .formatted(text, nodes, FEWEST_NODES));
    }
    return generated.group(1) == null
        ? GraphGenerator.generate(GeneratorSettings.ofSize(nodes, seed))
        : GraphGenerator.generateReal(GeneratorSettings.realOfSize(nodes, seed));
  }

  /** Takes the text as it is; reading comes later. */
  public static final class Converter implements ITypeConverter<DatasetSource> {
    /** For picocli. */
    public Converter() {}

    @Override
    public DatasetSource convert(String text) {
      return new DatasetSource(text);
    }
  }
}
