package io.ringfence.smoothing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.RealNoiseSchedule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The key {@code training} of {@code model.json}. Its {@code noise} is a list: of {@code {addition,
 * deletion}} for flips, of {@code {kind, scale}} with {@code kind} {@code gaussian} or {@code
 * uniform} for what is added to real attributes, empty without noise.
 */
final class TrainingJson {

  private static final String KIND = "kind";
  private static final String SCALE = "scale";
  private static final String ADDITION = "addition";
  private static final String DELETION = "deletion";

  private TrainingJson() {}

  static void write(TrainingSummary training, ObjectNode json) {
    json.put("seed", training.seed());
    json.put("epochs", training.epochs());
    json.put("trainAccuracy", training.trainAccuracy());
    json.put("validationAccuracy", training.validationAccuracy());
    ArrayNode noise = json.putArray("noise");
    if (training.noise() instanceof TrainingNoise.Flips flips) {
      for (NoiseLevel level : flips.levels()) {
        noise.addObject().put(ADDITION, level.addition()).put(DELETION, level.deletion());
      }
    } else if (training.noise() instanceof TrainingNoise.Shifts shifts) {
      for (double scale : shifts.scales()) {
        noise.addObject().put(KIND, name(shifts.kind())).put(SCALE, scale);
      }
    }
  }

  /**
   * @param file for messages
   * @throws ModelException if the noise is none
   */
  static TrainingSummary read(JsonNode json, Path file) {
    try {
      return new TrainingSummary(
          json.path("seed").asLong(),
          json.path("epochs").asInt(),
          json.path("trainAccuracy").asDouble(),
          json.path("validationAccuracy").asDouble(),
          noise(json.path("noise")));
    } catch (IllegalArgumentException e) {
      throw new ModelException("%s: 'training.noise': %s".formatted(file, e.getMessage()), e);
    }
  }

  private static TrainingNoise noise(JsonNode json) {
    if (json.isEmpty()) {
      return new TrainingNoise.None();
    } else if (json.path(0).has(KIND)) {
      return shifts(json);
    }
    List<NoiseLevel> levels = new ArrayList<>();
    for (JsonNode level : json) {
      levels.add(NoiseLevel.of(number(level, ADDITION), number(level, DELETION)));
    }
    return new TrainingNoise.Flips(levels);
  }

  private static TrainingNoise shifts(JsonNode json) {
    RealNoiseSchedule.Kind kind = kind(json.path(0));
    List<Double> scales = new ArrayList<>();
    for (JsonNode entry : json) {
      if (kind(entry) != kind) {
        throw new IllegalArgumentException(
            "It is %s and %s; all entries must be of one kind."
                .formatted(name(kind), name(kind(entry))));
      }
      scales.add(number(entry, SCALE));
    }
    return new TrainingNoise.Shifts(kind, scales);
  }

  private static RealNoiseSchedule.Kind kind(JsonNode entry) {
    String text = entry.path(KIND).asText();
    for (RealNoiseSchedule.Kind kind : RealNoiseSchedule.Kind.values()) {
      if (name(kind).equals(text)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "The kind is '%s'; it must be 'gaussian' or 'uniform'.".formatted(text));
  }

  private static String name(RealNoiseSchedule.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static double number(JsonNode entry, String key) {
    return entry.path(key).asDouble(Double.NaN);
  }
}
