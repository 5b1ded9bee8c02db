package io.ringfence.smoothing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

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

  /** Whether a file name is that of a bias, which has one axis. */
  static boolean isBias(String name) {
    return name.startsWith("b");
  }

  static String sourceAttention(int layer) {
    return "a" + layer + "_source.npy";
  }

  static String targetAttention(int layer) {
    return "a" + layer + "_target.npy";
  }

  static String architecture(NativeModel model) {
    if (model instanceof GcnModel) {
      return "gcn";
    }
    if (model instanceof GatModel) {
      return "gat";
    }
    return model instanceof SageModel ? "sage" : "appnp";
  }

  /** Architecture and parameters in one line. */
  static String description(NativeModel model) {
    if (model instanceof GatModel gat) {
      return "gat slope=%s activation=%s heads=%s"
          .formatted(
              gat.negativeSlope(),
              gat.activation(),
              gat.layers().stream().map(GatLayer::heads).toList());
    }
    return model instanceof AppnpModel appnp
        ? "appnp hops=" + appnp.hops() + " teleport=" + appnp.teleport()
        : architecture(model) + " layers=" + model.receptiveField().attributeHops();
  }

  /** Every weight by its file name, layer by layer. */
  static Map<String, WeightMatrix> weights(NativeModel model) {
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
    } else if (model instanceof GatModel gat) {
      for (int l = 1; l <= gat.layers().size(); l++) {
        GatLayer layer = gat.layers().get(l - 1);
        files.put(weight(l), layer.weight());
        files.put(sourceAttention(l), layer.source());
        files.put(targetAttention(l), layer.target());
        bias(files, l, layer.bias());
      }
    } else if (model instanceof AppnpModel appnp) {
      dense(files, 1, appnp.first());
      dense(files, 2, appnp.second());
    }
    return files;
  }

  /**
   * The same architecture, of those that are trained, with other weights, named as {@link #weights}
   * names them.
   */
  static NativeModel withWeights(NativeModel model, Map<String, WeightMatrix> weights) {
    if (model instanceof AppnpModel appnp) {
      return new AppnpModel(dense(weights, 1), dense(weights, 2), appnp.hops(), appnp.teleport());
    }
    int layers = model.receptiveField().attributeHops();
    if (model instanceof GcnModel) {
      return new GcnModel(
          IntStream.rangeClosed(1, layers).mapToObj(l -> dense(weights, l)).toList());
    }
    return new SageModel(
        IntStream.rangeClosed(1, layers)
            .mapToObj(
                l ->
                    new SageLayer(
                        named(weights, weight(l)),
                        named(weights, neighbourWeight(l)),
                        Optional.ofNullable(weights.get(bias(l)))))
            .toList());
  }

  private static DenseLayer dense(Map<String, WeightMatrix> weights, int number) {
    return new DenseLayer(
        named(weights, weight(number)), Optional.ofNullable(weights.get(bias(number))));
  }

  private static WeightMatrix named(Map<String, WeightMatrix> weights, String name) {
    WeightMatrix weight = weights.get(name);
    if (weight == null) {
      throw new ModelException("Weight '%s' is missing; every layer needs it.".formatted(name));
    }
    return weight;
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
