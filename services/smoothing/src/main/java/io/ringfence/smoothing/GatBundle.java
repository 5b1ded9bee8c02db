package io.ringfence.smoothing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The keys of {@code model.json} that only GAT has. */
final class GatBundle {

  private static final double DEFAULT_SLOPE = 0.2;

  private final BundleKeys keys;
  private final BundleReader weights;

  GatBundle(BundleKeys keys, BundleReader weights) {
    this.keys = keys;
    this.weights = weights;
  }

  /**
   * @param widths from the attributes to the classes
   */
  GatModel read(List<Integer> widths) {
    int depth = widths.size() - 1;
    List<JsonNode> heads = perLayer(keys.required("heads"), "heads", depth);
    List<GatLayer.Heads> combine = combine(depth);
    List<GatLayer> layers = new ArrayList<>();
    for (int l = 1; l <= depth; l++) {
      layers.add(
          layer(
              l,
              widths.get(l - 1),
              widths.get(l),
              keys.integer(heads.get(l - 1), "heads", 1, Integer.MAX_VALUE),
              combine.get(l - 1)));
    }
    return new GatModel(layers, slope(), activation());
  }

  private GatLayer layer(int l, int inputs, int outputs, int heads, GatLayer.Heads combine) {
    boolean concat = combine == GatLayer.Heads.CONCAT;
    if (concat && outputs % heads != 0) {
      throw new ModelException(
          "%s: layer %d is %d wide and puts %d heads side by side; its width must be a multiple of the heads."
              .formatted(keys.file(), l, outputs, heads));
    }
    int features = concat ? outputs / heads : outputs;
    return new GatLayer(
        weights.weight(ModelFiles.weight(l), inputs, Math.multiplyExact(heads, features)),
        weights.weight(ModelFiles.sourceAttention(l), heads, features),
        weights.weight(ModelFiles.targetAttention(l), heads, features),
        combine,
        weights.bias(l, outputs));
  }

  private List<JsonNode> perLayer(JsonNode value, String key, int depth) {
    List<JsonNode> values = new ArrayList<>();
    for (int l = 0; l < depth; l++) {
      values.add(value.isArray() ? value.path(l) : value);
    }
    if (value.isArray() && value.size() != depth) {
      throw new ModelException(
          "%s: '%s' has %d entries for %d layers; give one for all, or one per layer."
              .formatted(keys.file(), key, value.size(), depth));
    }
    return values;
  }

  private List<GatLayer.Heads> combine(int depth) {
    JsonNode value = keys.optional("combine");
    List<GatLayer.Heads> combine = new ArrayList<>();
    for (int l = 0; l < depth; l++) {
      combine.add(l + 1 == depth ? GatLayer.Heads.MEAN : GatLayer.Heads.CONCAT);
    }
    if (!value.isMissingNode()) {
      List<JsonNode> given = perLayer(value, "combine", depth);
      combine.replaceAll(heads -> named("combine", given.remove(0), GatLayer.Heads.values()));
    }
    return combine;
  }

  private double slope() {
    return keys.optional("negativeSlope").isMissingNode()
        ? DEFAULT_SLOPE
        : keys.share("negativeSlope");
  }

  private GatModel.Activation activation() {
    JsonNode value = keys.optional("activation");
    return value.isMissingNode()
        ? GatModel.Activation.ELU
        : named("activation", value, GatModel.Activation.values());
  }

  private <E extends Enum<E>> E named(String key, JsonNode value, E[] known) {
    List<String> names = new ArrayList<>();
    for (E one : known) {
      if (key(one).equals(value.asText())) {
        return one;
      }
      names.add("'" + key(one) + "'");
    }
    throw new ModelException(
        "%s: '%s' is %s; it must be %s."
            .formatted(keys.file(), key, value, String.join(" or ", names)));
  }

  private static String key(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static void write(GatModel model, ObjectNode json) {
    ArrayNode heads = json.putArray("heads");
    ArrayNode combine = json.putArray("combine");
    for (GatLayer layer : model.layers()) {
      heads.add(layer.count());
      combine.add(key(layer.heads()));
    }
    json.put("negativeSlope", model.negativeSlope());
    json.put("activation", key(model.activation()));
  }
}
