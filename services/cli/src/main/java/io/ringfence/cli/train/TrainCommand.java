package io.ringfence.cli.train;

import io.ringfence.cli.console.Progress;
import io.ringfence.cli.input.DatasetSource;
import io.ringfence.cli.input.NoiseKind;
import io.ringfence.cli.input.NoiseRangeConverter;
import io.ringfence.cli.input.ScaleRangeConverter;
import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.region.NoiseRange;
import io.ringfence.graph.region.ScaleRange;
import io.ringfence.smoothing.Architecture;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.smoothing.TrainingNoise;
import io.ringfence.smoothing.TrainingOptions;
import io.ringfence.smoothing.TrainingSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains a model and writes its bundle. */
@Command(
    name = "train",
    description = {
      "Trains a node classifier under the noise that will smooth it.",
      "It is written as a model bundle: a folder with model.json and one .npy file per weight."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  A GCN for a generated graph of 1,000 nodes:",
      "    ringfence train --dataset generated --architecture gcn --out models/demo",
      "  APPNP for a citation graph under strong deletion noise:",
      "    ringfence train --dataset cora_ml.npz --architecture appnp --delete-noise 0.6:0.95 --out models/cora",
      "  A GCN for real-valued attributes under Gaussian noise of standard deviation 0.25 to 1:",
      "    ringfence train --dataset generated-real --noise gaussian --scales 0.25:1 --out models/real"
    })
public final class TrainCommand implements Callable<Integer> {
  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "DATASET",
      converter = DatasetSource.Converter.class,
      description = "A labelled graph: " + DatasetSource.KINDS + ".")
  private DatasetSource source = new DatasetSource("");

  @Option(
      names = "--architecture",
      paramLabel = "gcn|sage|appnp",
      defaultValue = "gcn",
      description = "Kind of model (default: ${DEFAULT-VALUE}).")
  private Architecture architecture = Architecture.GCN;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the bundle goes.")
  private Path out = Path.of("");

  @Option(
      names = "--hidden",
      paramLabel = "N",
      defaultValue = "64",
      description = "Width of the hidden layers (default: ${DEFAULT-VALUE}).")
  private int hidden;

  @Option(
      names = "--layers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Layers of gcn and sage (default: ${DEFAULT-VALUE}).")
  private int layers;

  @Option(
      names = "--hops",
      paramLabel = "N",
      defaultValue = "10",
      description = "Steps of propagation of appnp (default: ${DEFAULT-VALUE}).")
  private int hops;

  @Option(
      names = "--teleport",
      paramLabel = "P",
      defaultValue = "0.15",
      description =
          "Share that appnp keeps of a node's own in each step (default: ${DEFAULT-VALUE}).")
  private double teleport;

  @Option(
      names = "--noise",
      paramLabel = "binary|gaussian|uniform",
      description =
          "Noise to train under: flips of bits, or draws added to real-valued attributes (default: binary for bits, gaussian for real values).")
  private @Nullable NoiseKind noise;

  @Option(
      names = "--scales",
      paramLabel = "MIN:MAX",
      defaultValue = "0.25:1",
      converter = ScaleRangeConverter.class,
      description =
          "Standard deviation of gaussian, half width of uniform noise (default: ${DEFAULT-VALUE}).")
  private ScaleRange scales = new ScaleRange(1, 1);

  @Option(
      names = "--add-noise",
      paramLabel = "MIN:MAX",
      defaultValue = "0.01",
      converter = NoiseRangeConverter.class,
      description = "Probability that a zero becomes a one (default: ${DEFAULT-VALUE}).")
  private NoiseRange additions = new NoiseRange(0, 0);

  @Option(
      names = "--delete-noise",
      paramLabel = "MIN:MAX",
      defaultValue = "0.6:0.95",
      converter = NoiseRangeConverter.class,
      description = "Probability that a one becomes a zero (default: ${DEFAULT-VALUE}).")
  private NoiseRange deletions = new NoiseRange(0, 0);

  @Option(
      names = "--noise-levels",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Levels of noise from MIN to MAX, given to nodes at random; 0 trains without noise (default: ${DEFAULT-VALUE}).")
  private int noiseLevels;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "300",
      description = "Most epochs (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--patience",
      paramLabel = "N",
      defaultValue = "50",
      description =
          "Epochs without improvement after which training stops (default: ${DEFAULT-VALUE}).")
  private int patience;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of weights, noise and dropout (default: ${DEFAULT-VALUE}).")
  private long seed;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public TrainCommand() {}

  @Override
  public Integer call() throws IOException {
    TrainingOptions shape = options();
    Dataset dataset = source.read();
    TrainingOptions options = shape.withNoise(noiseFor(dataset));
    ModelTraining training = new ModelTraining(dataset);
    Files.createDirectories(out);
    ModelBundle bundle = train(training, options);
    bundle.save(out);
    print(dataset, bundle, training.testAccuracy(bundle));
    return 0;
  }

  private ModelBundle train(ModelTraining training, TrainingOptions options) {
    try (Progress progress = Progress.start("training", "epochs", options.maxEpochs())) {
      return training.run(options, epoch -> progress.advance(1));
    }
  }

  private TrainingOptions options() {
    require(hidden >= 1, "--hidden is %d; it must be at least 1.", hidden);
    require(layers >= 1, "--layers is %d; it must be at least 1.", layers);
    require(hops >= 0, "--hops is %d; it must be 0 or more.", hops);
    require(epochs >= 1, "--epochs is %d; it must be at least 1.", epochs);
    require(patience >= 1, "--patience is %d; it must be at least 1.", patience);
    require(
        noiseLevels >= 0 && noiseLevels <= 1_000,
        "--noise-levels is %d; it must lie in 0 to 1000.",
        noiseLevels);
    try {
      return TrainingOptions.of(architecture, seed)
          .withShape(hidden, layers, hops, teleport)
          .withEpochs(epochs, patience);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void require(boolean holds, String message, int value) {
    if (!holds) {
      throw new CommandLine.ParameterException(spec.commandLine(), message.formatted(value));
    }
  }

  private TrainingNoise noiseFor(Dataset dataset) {
    AttributeSpec attributes = dataset.attributeSpec();
    NoiseKind kind = noise == null ? NoiseKind.usual(attributes) : noise;
    kind.requireSuits(attributes, dataset.name());
    List<String> others =
        kind == NoiseKind.BINARY ? List.of("--scales") : List.of("--add-noise", "--delete-noise");
    others.forEach(option -> requireAbsent(option, kind));
    if (noiseLevels == 0) {
      return new TrainingNoise.None();
    }
    return kind.real()
        .map(law -> NoiseLevels.shifts(law, scales, noiseLevels))
        .orElseGet(() -> NoiseLevels.flips(additions, deletions, noiseLevels));
  }

  /** An option that would be passed over in silence is an error. */
  private void requireAbsent(String option, NoiseKind kind) {
    if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "%s is given, but %s noise, which suits these attributes, has no such thing; leave it out."
              .formatted(option, kind.name().toLowerCase(Locale.ROOT)));
    }
  }

  private void print(Dataset dataset, ModelBundle bundle, OptionalDouble test) {
    TrainingSummary summary = bundle.metadata().training().orElseThrow();
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s%nModel %s written to '%s' after epoch %d; accuracy train %.3f, validation %.3f, test %.3f%n",
            dataset,
            architecture.key(),
            out,
            summary.epochs(),
            summary.trainAccuracy(),
            summary.validationAccuracy(),
            test.orElse(Double.NaN));
  }
}
