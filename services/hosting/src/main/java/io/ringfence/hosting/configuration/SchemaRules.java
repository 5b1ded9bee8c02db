package io.ringfence.hosting.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the keys of {@code schema.registry} and {@code encoding} together must obey. */
public final class SchemaRules {

  private SchemaRules() {}

  /** Their faults in a tree with defaults. */
  public static List<ConfigurationFault> check(JsonNode tree) {
    List<ConfigurationFault> faults = new ArrayList<>();
    JsonNode registry = tree.at("/schema/registry");
    if (isSet(registry, "url") && tree.path("encoding").asText().equals("json")) {
      faults.add(
          new ConfigurationFault(
              "schema.registry.url",
              "is set and encoding is json; only records in Protocol Buffers carry a schema id: set encoding to protobuf, or leave the registry out."));
    }
    if (isSet(registry, "username") && isSet(registry, "token")) {
      faults.add(
          new ConfigurationFault(
              "schema.registry.token", "is set and so is username; give one of the two."));
    }
    return faults;
  }

  private static boolean isSet(JsonNode section, String key) {
    return !section.path(key).asText().isEmpty();
  }
}
