package io.ringfence.smoothing;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.graph.npy.Npy;
import io.ringfence.graph.npy.NpyArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the folder of a model and says what is wrong with it. */
final class BundleReader {

  /** Beyond this a receptive field is the whole graph and a typing error likely. */
  static final int MAX_DEPTH = 1_000;

  private final Path folder;

  BundleReader(Path folder) {
    this.folder = folder;
  }

  ModelBundle read() {
    if (!Files.isDirectory(folder)) {
      throw new ModelException(
          "Model '%s' is not a folder; name the folder that holds model.json, or make one with 'ringfence train'."
              .formatted(folder));
    }
    Path file = folder.resolve(ModelFiles.MODEL_JSON);
    BundleKeys keys = BundleKeys.read(file);
    Model model = model(keys);
    ModelBundle bundle;
    try {
      bundle = new ModelBundle(model, metadata(keys));
    } catch (ModelException e) {
      throw new ModelException(file + ": " + e.getMessage(), e);
    }
    requireFingerprint(keys, bundle);
    return bundle;
  }

  private Model model(BundleKeys keys) {
    String architecture = keys.required("architecture").asText();
    int attributes = keys.integer("attributes", 1, Integer.MAX_VALUE);
    int classes = keys.integer("classes", 1, Integer.MAX_VALUE);
    return switch (architecture) {
      case "gcn" -> gcn(chain(keys, attributes, classes));
      case "sage" -> sage(chain(keys, attributes, classes));
      case "gat" -> new GatBundle(keys, this).read(chain(keys, attributes, classes));
      case "appnp" -> appnp(keys, chain(keys, 2, attributes, classes));
      case "torchscript" -> ScriptBundle.read(keys, folder, attributes, classes);
      default ->
          throw new ModelException(
              "%s: 'architecture' is '%s'; it must be 'gcn', 'sage', 'gat', 'appnp' or 'torchscript'."
                  .formatted(keys.file(), architecture));
    };
  }

  private static List<Integer> chain(BundleKeys keys, int attributes, int classes) {
    return chain(keys, keys.integer("layers", 1, MAX_DEPTH), attributes, classes);
  }

  /** Widths from the attributes to the classes: one more than there are layers. */
  private static List<Integer> chain(BundleKeys keys, int layers, int attributes, int classes) {
    List<Integer> widths = new ArrayList<>(layers + 1);
    widths.add(attributes);
    JsonNode hidden = keys.required("hidden");
    if (hidden.isArray()) {
      hidden.forEach(width -> widths.add(keys.integer(width, "hidden", 1, Integer.MAX_VALUE)));
      if (widths.size() != layers) {
        throw new ModelException(
            "%s: 'hidden' has %d widths for %d layers; give one number for all hidden layers, or a width for each layer but the last."
                .formatted(keys.file(), hidden.size(), layers));
      }
    } else {
      int width = keys.integer("hidden", 1, Integer.MAX_VALUE);
      while (widths.size() < layers) {
        widths.add(width);
      }
    }
    widths.add(classes);
    return widths;
  }

  private Model appnp(BundleKeys keys, List<Integer> widths) {
    return new AppnpModel(
        dense(1, widths.get(0), widths.get(1)),
        dense(2, widths.get(1), widths.get(2)),
        keys.integer("hops", 0, MAX_DEPTH),
        keys.share("teleport"));
  }

  private Model gcn(List<Integer> widths) {
    List<DenseLayer> list = new ArrayList<>();
    for (int l = 1; l < widths.size(); l++) {
      list.add(dense(l, widths.get(l - 1), widths.get(l)));
    }
    return new GcnModel(list);
  }

  private Model sage(List<Integer> widths) {
    List<SageLayer> list = new ArrayList<>();
    for (int l = 1; l < widths.size(); l++) {
      int inputs = widths.get(l - 1);
      int outputs = widths.get(l);
      list.add(
          new SageLayer(
              weight(ModelFiles.weight(l), inputs, outputs),
              weight(ModelFiles.neighbourWeight(l), inputs, outputs),
              bias(l, outputs)));
    }
    return new SageModel(list);
  }

  private DenseLayer dense(int number, int inputs, int outputs) {
    return new DenseLayer(
        weight(ModelFiles.weight(number), inputs, outputs), bias(number, outputs));
  }

  WeightMatrix weight(String name, int inputs, int outputs) {
    return array(folder.resolve(name), inputs, outputs, List.of(inputs, outputs));
  }

  Optional<WeightMatrix> bias(int number, int outputs) {
    Path file = folder.resolve(ModelFiles.bias(number));
    return Files.exists(file)
        ? Optional.of(array(file, 1, outputs, List.of(outputs)))
        : Optional.empty();
  }

  private static WeightMatrix array(Path file, int rows, int columns, List<Integer> shape) {
    if (!Files.exists(file)) {
      throw new ModelException(
          "%s is missing; model.json calls for a float32 array of shape %s there."
              .formatted(file, shape));
    }
    try {
      NpyArray array = Npy.read(file);
      if (!array.shape().equals(shape)) {
        throw new ModelException(
            "%s has shape %s; by model.json it must be %s. Correct one of the two."
                .formatted(file, array.shape(), shape));
      }
      if (!array.isFloating()) {
        throw new ModelException(
            "%s does not hold floating-point numbers; weights are float32. Convert it with astype()."
                .formatted(file));
      }
      return finite(file, array, rows, columns);
    } catch (IOException e) {
      throw new ModelException(
          "%s cannot be used as a weight: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static WeightMatrix finite(Path file, NpyArray array, int rows, int columns)
      throws IOException {
    float[] values = array.toFloats();
    try {
      return WeightMatrix.owning(values, rows, columns);
    } catch (ModelException e) {
      throw new ModelException(file + ": " + e.getMessage(), e);
    }
  }

  private static BundleMetadata metadata(BundleKeys keys) {
    List<String> names = new ArrayList<>();
    keys.optional("classNames").forEach(name -> names.add(name.asText()));
    JsonNode training = keys.optional("training");
    return new BundleMetadata(
        names,
        training.isObject()
            ? Optional.of(TrainingJson.read(training, keys.file()))
            : Optional.empty());
  }

  private static void requireFingerprint(BundleKeys keys, ModelBundle bundle) {
    JsonNode stored = keys.optional("fingerprint");
    if (stored.isTextual() && !stored.asText().equals(bundle.fingerprint())) {
      throw new ModelException(
          "%s: 'fingerprint' is %s but the files give %s; they must agree. Restore the files, or remove the key if they were changed on purpose."
              .formatted(keys.file(), stored.asText(), bundle.fingerprint()));
    }
  }
}
