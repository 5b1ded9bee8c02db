package io.ringfence.smoothing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How the weights of each architecture are named as files. */
final class ModelFiles {

  static final String MODEL_JSON = "model.json";

  private ModelFiles() {}

  static String weight(int layer) {
    return "W" + layer + ".npy";
  }

  static String neighbourWeight(int layer) {
    return "W" + layer + "_neighbour.npy";
  }

  static String bias(int layer) {
    return "b" + layer + ".npy";
  }

  static String architecture(Model model) {
    if (model instanceof GcnModel) {
      return "gcn";
    }
    return model instanceof SageModel ? "sage" : "appnp";
  }

  /** Architecture and parameters in one line. */
  static String description(Model model) {
    return model instanceof AppnpModel appnp
        ? "appnp hops=" + appnp.hops() + " teleport=" + appnp.teleport()
        : architecture(model) + " layers=" + model.receptiveField().attributeHops();
  }

  /** Every weight by its file name, layer by layer. */
  static Map<String, WeightMatrix> weights(Model model) {
    Map<String, WeightMatrix> files = new LinkedHashMap<>();
    if (model instanceof GcnModel gcn) {
      for (int l = 1; l <= gcn.layers().size(); l++) {
        dense(files, l, gcn.layers().get(l - 1));
      }
    } else if (model instanceof SageModel sage) {
      for (int l = 1; l <= sage.layers().size(); l++) {
        SageLayer layer = sage.layers().get(l - 1);
        files.put(weight(l), layer.own());
        files.put(neighbourWeight(l), layer.neighbour());
        bias(files, l, layer.bias());
      }
    } else if (model instanceof AppnpModel appnp) {
      dense(files, 1, appnp.first());
      dense(files, 2, appnp.second());
    }
    return files;
  }

  private static void dense(Map<String, WeightMatrix> files, int number, DenseLayer layer) {
    files.put(weight(number), layer.weight());
    bias(files, number, layer.bias());
  }

  private static void bias(
      Map<String, WeightMatrix> files, int number, Optional<WeightMatrix> bias) {
    bias.ifPresent(b -> files.put(bias(number), b));
  }
}
