package io.ringfence.smoothing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;

/** The keys of {@code model.json} that only TorchScript has. */
final class ScriptBundle {

  static final String FILE = "model.pt";
  private static final String UNBOUNDED = "unbounded";

  private ScriptBundle() {}

  static TorchScriptModel read(BundleKeys keys, Path folder, int attributes, int classes) {
    String name = keys.required("file").asText();
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
      throw new ModelException(
          "%s: 'file' is '%s'; it must be the plain name of a file beside model.json."
              .formatted(keys.file(), name));
    }
    String sha256 = keys.required("sha256").asText();
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new ModelException(
          "%s: 'sha256' is '%s'; it must be 64 hexadecimal digits, as sha256sum prints them."
              .formatted(keys.file(), sha256));
    }
    TorchScriptModel.Output output = output(keys);
    OptionalInt hops = hops(keys);
    ScriptArchive archive = ScriptArchive.read(folder.resolve(name), sha256);
    return new TorchScriptModel(archive, attributes, classes, output, hops);
  }

  private static TorchScriptModel.Output output(BundleKeys keys) {
    String output = keys.required("output").asText();
    return switch (output) {
      case "logits" -> TorchScriptModel.Output.LOGITS;
      case "probabilities" -> TorchScriptModel.Output.PROBABILITIES;
      default ->
          throw new ModelException(
              "%s: 'output' is '%s'; it must be 'logits' or 'probabilities'."
                  .formatted(keys.file(), output));
    };
  }

  private static OptionalInt hops(BundleKeys keys) {
    JsonNode hops = keys.required("hops");
    return hops.asText().equals(UNBOUNDED)
        ? OptionalInt.empty()
        : OptionalInt.of(keys.integer("hops", 0, BundleReader.MAX_DEPTH));
  }

  static void write(TorchScriptModel model, ObjectNode json) {
    json.put("architecture", "torchscript");
    json.put("attributes", model.attributes());
    json.put("classes", model.classes());
    json.put("file", FILE);
    json.put("sha256", model.archive().sha256());
    json.put("output", model.output().name().toLowerCase(Locale.ROOT));
    if (model.hops().isPresent()) {
      json.put("hops", model.hops().getAsInt());
    } else {
      json.put("hops", UNBOUNDED);
    }
  }
}
