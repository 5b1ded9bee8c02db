package io.ringfence.certifier.configuration;

import io.ringfence.hosting.configuration.ConfigurationReader;
import io.ringfence.hosting.configuration.ConfigurationSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Reads the configuration of a certifier. */
public final class ConfigurationLoader {

  private final ConfigurationReader<CertifierConfiguration> reader =
      new ConfigurationReader<>(
          schema(),
          CertifierConfiguration.class,
          ConsistencyRules::check,
          new ConfigurationReader.Documents(
              "deploy/ringfence.example.yaml", "docs/configuration.md"));

  static ConfigurationSchema schema() {
    return ConfigurationSchema.load(ConfigurationLoader.class, "configuration.schema.json");
  }

  /**
   * @param file YAML in UTF-8
   * @param environment variables, usually {@link System#getenv()}
   * @throws io.ringfence.hosting.configuration.InvalidConfigurationException naming every fault
   * @throws IOException if the file cannot be read
   */
  public CertifierConfiguration load(Path file, Map<String, String> environment)
      throws IOException {
    return reader.load(file, environment);
  }

  /**
   * @param source name of the text in messages
   * @throws io.ringfence.hosting.configuration.InvalidConfigurationException naming every fault
   */
  public CertifierConfiguration parse(String source, String yaml, Map<String, String> environment) {
    return reader.parse(source, yaml, environment);
  }
}
