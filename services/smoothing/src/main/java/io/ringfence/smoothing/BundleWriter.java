package io.ringfence.smoothing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.graph.npy.Npy;
import io.ringfence.graph.npy.NpyArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes the folder of a model. */
final class BundleWriter {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private BundleWriter() {}

  static void write(ModelBundle bundle, Path folder) throws IOException {
    Files.createDirectories(folder);
    if (bundle.model() instanceof TorchScriptModel script) {
      script.archive().write(folder.resolve(ScriptBundle.FILE));
    } else {
      weights(NativeModel.require(bundle.model()), folder);
    }
    JSON.writeValue(folder.resolve(ModelFiles.MODEL_JSON).toFile(), json(bundle));
  }

  private static void weights(NativeModel model, Path folder) throws IOException {
    for (Map.Entry<String, WeightMatrix> file : ModelFiles.weights(model).entrySet()) {
      WeightMatrix weight = file.getValue();
      boolean bias = ModelFiles.isBias(file.getKey());
      NpyArray array =
          bias
              ? NpyArray.of(weight.copyValues(), weight.columns())
              : NpyArray.of(weight.copyValues(), weight.rows(), weight.columns());
      Npy.write(folder.resolve(file.getKey()), array);
    }
  }

  private static ObjectNode json(ModelBundle bundle) {
    ObjectNode json = JSON.createObjectNode();
    if (bundle.model() instanceof TorchScriptModel script) {
      ScriptBundle.write(script, json);
    } else {
      write(NativeModel.require(bundle.model()), json);
    }
    json.put("fingerprint", bundle.fingerprint());
    if (!bundle.metadata().classNames().isEmpty()) {
      bundle.metadata().classNames().forEach(json.putArray("classNames")::add);
    }
    bundle
        .metadata()
        .training()
        .ifPresent(training -> TrainingJson.write(training, json.putObject("training")));
    return json;
  }

  private static void write(NativeModel model, ObjectNode json) {
    json.put("architecture", ModelFiles.architecture(model));
    json.put("attributes", model.attributes());
    hidden(json, model.widths());
    json.put("classes", model.classes());
    if (model instanceof AppnpModel appnp) {
      json.put("hops", appnp.hops());
      json.put("teleport", appnp.teleport());
    } else {
      json.put("layers", model.widths().size());
    }
    if (model instanceof GatModel gat) {
      GatBundle.write(gat, json);
    }
  }

  /** One number if all hidden layers are equally wide. */
  private static void hidden(ObjectNode json, List<Integer> widths) {
    List<Integer> hidden = widths.subList(0, Math.max(1, widths.size() - 1));
    if (hidden.stream().distinct().count() == 1) {
      json.put("hidden", hidden.get(0));
    } else {
      hidden.forEach(json.putArray("hidden")::add);
    }
  }
}
