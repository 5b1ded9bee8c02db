package io.ringfence.cli.demo;

import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.certifier.configuration.ConfigurationLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The configuration of the demo's certifier, written as a file like any other. */
final class DemoConfiguration {

  private DemoConfiguration() {}

  static CertifierConfiguration write(
      Path folder, Path model, String bootstrapServers, int port, long seed) throws IOException {
    NoiseLevel near = DemoModel.NEAR;
    NoiseLevel far = DemoModel.FAR;
    String yaml =
        """
        kafka:
          bootstrap.servers: %s
        topics:
          partitions: 1
          replication: 1
        model: %s
        regions:
          count: 4
        noise:
          additions: {min: %s, max: %s}
          deletions: {min: %s, max: %s}
        smoothing:
          device: cpu
          samples: 800
          selection-samples: 80
          seed: %d
        collective:
          grid: {additions: 1, deletions: 3}
          time-limit: 2s
        management:
          port: %d
        """
            .formatted(
                bootstrapServers,
                model,
                near.addition(),
                far.addition(),
                near.deletion(),
                far.deletion(),
                seed,
                port);
    Path file = folder.resolve("ringfence.yaml");
    Files.writeString(file, yaml);
    return new ConfigurationLoader().load(file, Map.of());
  }
}
