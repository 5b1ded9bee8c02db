package io.ringfence.smoothing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Beyond this a receptive field is the whole graph and a typing error likely. */
  private static final int MAX_DEPTH = 1_000;

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
    JsonNode json = parse(file);
    Model model = model(json, file);
    ModelBundle bundle;
    try {
      bundle = new ModelBundle(model, metadata(json, file));
    } catch (ModelException e) {
      throw new ModelException(file + ": " + e.getMessage(), e);
    }
    requireFingerprint(json, bundle, file);
    return bundle;
  }

  private static JsonNode parse(Path file) {
    if (!Files.exists(file)) {
      throw new ModelException(
          "%s is missing; a model folder needs it. Write one with at least 'architecture', 'attributes', 'hidden' and 'classes'."
              .formatted(file));
    }
    try {
      JsonNode json = JSON.readTree(file.toFile());
      if (json == null || !json.isObject()) {
        throw new ModelException("%s must hold one JSON object.".formatted(file));
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new ModelException(
          "%s is not valid JSON (%s); correct it.".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new ModelException("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  private Model model(JsonNode json, Path file) {
    String architecture = required(json, "architecture", file).asText();
    int attributes = integer(json, "attributes", 1, Integer.MAX_VALUE, file);
    int hidden = integer(json, "hidden", 1, Integer.MAX_VALUE, file);
    int classes = integer(json, "classes", 1, Integer.MAX_VALUE, file);
    return switch (architecture) {
      case "gcn" -> gcn(integer(json, "layers", 1, MAX_DEPTH, file), attributes, hidden, classes);
      case "sage" -> sage(integer(json, "layers", 1, MAX_DEPTH, file), attributes, hidden, classes);
      case "appnp" ->
          new AppnpModel(
              dense(1, attributes, hidden),
              dense(2, hidden, classes),
              integer(json, "hops", 0, MAX_DEPTH, file),
              teleport(json, file));
      default ->
          throw new ModelException(
              "%s: 'architecture' is '%s'; it must be 'gcn', 'sage' or 'appnp'."
                  .formatted(file, architecture));
    };
  }

  private Model gcn(int layers, int attributes, int hidden, int classes) {
    List<DenseLayer> list = new ArrayList<>();
    for (int l = 1; l <= layers; l++) {
      list.add(dense(l, l == 1 ? attributes : hidden, l == layers ? classes : hidden));
    }
    return new GcnModel(list);
  }

  private Model sage(int layers, int attributes, int hidden, int classes) {
    List<SageLayer> list = new ArrayList<>();
    for (int l = 1; l <= layers; l++) {
      int inputs = l == 1 ? attributes : hidden;
      int outputs = l == layers ? classes : hidden;
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

  private WeightMatrix weight(String name, int inputs, int outputs) {
    return array(folder.resolve(name), inputs, outputs, List.of(inputs, outputs));
  }

  private Optional<WeightMatrix> bias(int number, int outputs) {
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

  private static BundleMetadata metadata(JsonNode json, Path file) {
    List<String> names = new ArrayList<>();
    json.path("classNames").forEach(name -> names.add(name.asText()));
    JsonNode training = json.path("training");
    return new BundleMetadata(
        names,
        training.isObject() ? Optional.of(TrainingJson.read(training, file)) : Optional.empty());
  }

  private static void requireFingerprint(JsonNode json, ModelBundle bundle, Path file) {
    JsonNode stored = json.path("fingerprint");
    if (stored.isTextual() && !stored.asText().equals(bundle.fingerprint())) {
      throw new ModelException(
          "%s: 'fingerprint' is %s but the files give %s; they must agree. Restore the files, or remove the key if they were changed on purpose."
              .formatted(file, stored.asText(), bundle.fingerprint()));
    }
  }

  private static JsonNode required(JsonNode json, String key, Path file) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      throw new ModelException("%s lacks the key '%s'; it is required.".formatted(file, key));
    }
    return value;
  }

  private static int integer(JsonNode json, String key, int least, int most, Path file) {
    JsonNode value = required(json, key, file);
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < least
        || value.intValue() > most) {
      throw new ModelException(
          "%s: '%s' is %s; it must be an integer from %d to %d."
              .formatted(file, key, value, least, most));
    }
    return value.intValue();
  }

  private static double teleport(JsonNode json, Path file) {
    JsonNode value = required(json, "teleport", file);
    if (!value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() <= 1)) {
      throw new ModelException(
          "%s: 'teleport' is %s; it must be a number in [0, 1].".formatted(file, value));
    }
    return value.doubleValue();
  }
}
