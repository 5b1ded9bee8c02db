package io.ringfence.smoother.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.hosting.configuration.ConfigurationFault;
import io.ringfence.hosting.configuration.ConfigurationReader;
import io.ringfence.hosting.configuration.ConfigurationSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads the configuration of a worker. */
public final class ConfigurationLoader {

  private final ConfigurationReader<SmootherConfiguration> reader =
      new ConfigurationReader<>(
          schema(),
          SmootherConfiguration.class,
          ConfigurationLoader::topicsDiffer,
          new ConfigurationReader.Documents(
              "deploy/smoother.example.yaml", "docs/configuration-smoother.md"));

  static ConfigurationSchema schema() {
    return ConfigurationSchema.load(ConfigurationLoader.class, "configuration.schema.json");
  }

  private static List<ConfigurationFault> topicsDiffer(JsonNode tree) {
    JsonNode tasks = tree.at("/topics/smoothing-tasks");
    return tasks.isTextual() && tasks.equals(tree.at("/topics/smoothing-results"))
        ? List.of(
            new ConfigurationFault(
                "topics.smoothing-results",
                "%s is the name of topics.smoothing-tasks, too; names must differ."
                    .formatted(tasks)))
        : List.of();
  }

  /**
   * @param file YAML in UTF-8
   * @param environment variables, usually {@link System#getenv()}
   * @throws io.ringfence.hosting.configuration.InvalidConfigurationException naming every fault
   * @throws IOException if the file cannot be read
   */
  public SmootherConfiguration load(Path file, Map<String, String> environment) throws IOException {
    return reader.load(file, environment);
  }

  /**
   * @param source name of the text in messages
   * @throws io.ringfence.hosting.configuration.InvalidConfigurationException naming every fault
   */
  public SmootherConfiguration parse(String source, String yaml, Map<String, String> environment) {
    return reader.parse(source, yaml, environment);
  }
}
