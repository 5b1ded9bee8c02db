package io.ringfence.smoothing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The keys of one {@code model.json}, checked as they are read. */
final class BundleKeys {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** More than any class names take; larger files are not what they say. */
  private static final long LARGEST = 16L << 20;

  private final JsonNode json;
  private final Path file;

  private BundleKeys(JsonNode json, Path file) {
    this.json = json;
    this.file = file;
  }

  static BundleKeys read(Path file) {
    if (!Files.exists(file)) {
      throw new ModelException(
          "%s is missing; a model folder needs it. Write one with at least 'architecture', 'attributes', 'hidden' and 'classes'."
              .formatted(file));
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw new ModelException(
            "%s has %d bytes; at most %d are read. It should only describe the model."
                .formatted(file, Files.size(file), LARGEST));
      }
      JsonNode json = JSON.readTree(file.toFile());
      if (json == null || !json.isObject()) {
        throw new ModelException("%s must hold one JSON object.".formatted(file));
      }
      return new BundleKeys(json, file);
    } catch (JsonProcessingException e) {
      throw new ModelException(
          "%s is not valid JSON (%s); correct it.".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new ModelException("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  Path file() {
    return file;
  }

  /** The value of a key; a missing node if there is none. */
  JsonNode optional(String key) {
    return json.path(key);
  }

  JsonNode required(String key) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      throw new ModelException("%s lacks the key '%s'; it is required.".formatted(file, key));
    }
    return value;
  }

  int integer(String key, int least, int most) {
    return integer(required(key), key, least, most);
  }

  /** One of the values of a key. */
  int integer(JsonNode value, String key, int least, int most) {
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

  /** A number in [0, 1]. */
  double share(String key) {
    JsonNode value = required(key);
    if (!value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() <= 1)) {
      throw new ModelException(
          "%s: '%s' is %s; it must be a number in [0, 1].".formatted(file, key, value));
    }
    return value.doubleValue();
  }
}
