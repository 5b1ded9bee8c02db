package io.ringfence.monitor.configuration;

import io.ringfence.hosting.configuration.ConfigurationReader;
import io.ringfence.hosting.configuration.ConfigurationSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Reads the configuration of a monitor. */
public final class ConfigurationLoader {

  private final ConfigurationReader<MonitorConfiguration> reader =
      new ConfigurationReader<>(
          schema(),
          MonitorConfiguration.class,
          ConsistencyRules::faults,
          new ConfigurationReader.Documents(
              "deploy/monitor.example.yaml", "docs/configuration-monitor.md"));

  static ConfigurationSchema schema() {
    return ConfigurationSchema.load(ConfigurationLoader.class, "configuration.schema.json");
  }

  /**
   * @param file YAML in UTF-8
   * @param environment variables, usually {@link System#getenv()}
   * @throws io.ringfence.hosting.configuration.InvalidConfigurationException naming every fault
   * @throws IOException if the file cannot be read
   */
  public MonitorConfiguration load(Path file, Map<String, String> environment) throws IOException {
    return reader.load(file, environment);
  }

  /**
   * @param source name of the text in messages
   * @throws io.ringfence.hosting.configuration.InvalidConfigurationException naming every fault
   */
  public MonitorConfiguration parse(String source, String yaml, Map<String, String> environment) {
    return reader.parse(source, yaml, environment);
  }
}
