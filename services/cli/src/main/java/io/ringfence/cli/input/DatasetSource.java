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
 * The value of {@code --dataset}: a path, or {@code generated}, or {@code generated:NODES}.
 *
 * @param text as given
 */
public record DatasetSource(String text) {
  /** For the descriptions of options. */
  public static final String KINDS =
      "a folder of .npy arrays, an .npz file, a folder with edges.csv and nodes.csv, or"
          + " generated[:NODES] for a graph drawn from the seed";

  private static final int GENERATED_NODES = 1_000;
  private static final Pattern GENERATED = Pattern.compile("generated(?::(\\d{1,7}))?");

  /**
   * @param seed of a generated graph; the same seed gives the same graph
   * @throws IOException if it cannot be read or is damaged
   */
  public Dataset read(long seed) throws IOException {
    Matcher generated = GENERATED.matcher(text);
    if (!generated.matches()) {
      return Datasets.read(Path.of(text));
    }
    int nodes = generated.group(1) == null ? GENERATED_NODES : Integer.parseInt(generated.group(1));
    return GraphGenerator.generate(GeneratorSettings.ofSize(nodes, seed));
  }

  /** Takes the text as it is; reading comes later, with the seed. */
  public static final class Converter implements ITypeConverter<DatasetSource> {
    /** For picocli. */
    public Converter() {}

    @Override
    public DatasetSource convert(String text) {
      return new DatasetSource(text);
    }
  }
}
