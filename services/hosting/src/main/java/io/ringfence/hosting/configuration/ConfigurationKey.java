package io.ringfence.hosting.configuration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * One setting that the schema knows.
 *
 * @param path keys from the outermost section inwards
 * @param rule the setting's schema with references resolved
 */
public record ConfigurationKey(List<String> path, ObjectNode rule) {
  static final String VARIABLE_PREFIX = "RINGFENCE_";

  public ConfigurationKey {
    path = List.copyOf(path);
  }

  /** Keys with dots between. */
  public String name() {
    return String.join(".", path);
  }

  /** The environment variable that overrides the setting. */
  public String variable() {
    return VARIABLE_PREFIX + name().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }
}
