package io.ringfence.cli.demo;

import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.certifier.configuration.ConfigurationLoader;
import io.ringfence.monitor.configuration.MonitorConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The configurations of the demo: of its certifier, a file like any other, and of its monitor. */
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

  /** The monitor beside it. */
  static MonitorConfiguration monitor(String bootstrapServers, int port) {
    String yaml =
        """
        kafka:
          bootstrap.servers: %s
        topics:
          replication: 1
        server:
          port: %d
        management:
          port: 0
        """
            .formatted(bootstrapServers, port);
    return new io.ringfence.monitor.configuration.ConfigurationLoader()
        .parse("The demo's monitor", yaml, Map.of());
  }
}
