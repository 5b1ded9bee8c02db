package io.ringfence.hosting.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads a configuration: YAML, then environment variables over it, then what lies elsewhere ({@code
 * ${file:PATH}}, {@code ${env:NAME}}), then defaults under it; the result is judged as a whole and
 * either all of it is used or none.
 *
 * @param <C> the record that the configuration becomes
 */
public final class ConfigurationReader<C> {
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
  private static final ObjectMapper BINDER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final ConfigurationSchema schema;
  private final Class<C> type;
  private final Function<JsonNode, List<ConfigurationFault>> rules;
  private final Documents documents;

  /**
   * Where people find more, as they are named in messages.
   *
   * @param example file with every key
   * @param reference explains every key
   */
  public record Documents(String example, String reference) {}

  /**
   * @param rules between several keys, checked on the tree so that they are reported together with
   *     all other faults
   */
  public ConfigurationReader(
      ConfigurationSchema schema,
      Class<C> type,
      Function<JsonNode, List<ConfigurationFault>> rules,
      Documents documents) {
    this.schema = schema;
    this.type = type;
    this.rules = rules;
    this.documents = documents;
  }

  /**
   * @param file YAML in UTF-8
   * @param environment variables, usually {@link System#getenv()}
   * @throws InvalidConfigurationException naming every fault
   * @throws IOException if the file cannot be read
   */
  public C load(Path file, Map<String, String> environment) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "Configuration file '%s' does not exist or is no file; start from %s."
              .formatted(file, documents.example()));
    }
    return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8), environment);
  }

  /**
   * @param source name of the text in messages
   * @throws InvalidConfigurationException naming every fault
   */
  public C parse(String source, String yaml, Map<String, String> environment) {
    ObjectNode tree = tree(source, yaml);
    Map<String, String> origins = new EnvironmentOverrides(schema).apply(tree, environment);
    List<ConfigurationFault> faults = Placeholders.fill(tree, schema, environment);
    if (!faults.isEmpty()) {
      throw invalid(source, ordered(faults, origins));
    }
    schema.fillDefaults(tree);
    faults.addAll(schema.validate(tree));
    faults.addAll(rules.apply(tree));
    if (!faults.isEmpty()) {
      throw invalid(source, ordered(faults, origins));
    }
    try {
      return BINDER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw invalid(source, List.of(new ConfigurationFault("", e.getOriginalMessage())));
    }
  }

  private ObjectNode tree(String source, String yaml) {
    try {
      JsonNode tree = YAML.readTree(yaml);
      if (tree == null || tree.isMissingNode() || tree.isNull()) {
        return YAML.createObjectNode();
      }
      if (tree instanceof ObjectNode object) {
        return object;
      }
      throw whole(source, "must be a map of keys, not %s.".formatted(tree.getNodeType()));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      String cause = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      throw whole(source, "is no valid YAML at line %d: %s.".formatted(line, cause));
    }
  }

  private InvalidConfigurationException whole(String source, String message) {
    return invalid(source, List.of(new ConfigurationFault("", "The file " + message)));
  }

  private InvalidConfigurationException invalid(String source, List<ConfigurationFault> faults) {
    return new InvalidConfigurationException(source, faults, documents.reference());
  }

  private List<ConfigurationFault> ordered(
      List<ConfigurationFault> faults, Map<String, String> origins) {
    List<String> sections = schema.children(List.of());
    return faults.stream()
        .map(
            fault ->
                origins.containsKey(fault.path())
                    ? new ConfigurationFault(
                        fault.path(),
                        fault.message() + " It was set by " + origins.get(fault.path()) + ".")
                    : fault)
        .sorted(
            Comparator.comparingInt(
                fault -> sections.indexOf(fault.path().replaceAll("\\..*", ""))))
        .toList();
  }
}
