package io.ringfence.integration;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.kafka.KafkaContainer;

/** The whole way with a broker in a container. */
@RequiresDocker(image = ContainerPipelineIT.IMAGE)
class ContainerPipelineIT {
  static final String IMAGE = "apache/kafka:4.4.0";

  @Test
  void everyNodeOfAReplayedGraphSettles(@TempDir Path folder) throws IOException {
    try (KafkaContainer kafka = new KafkaContainer(IMAGE)) {
      kafka.start();

      new PipelineScenario(folder, kafka.getBootstrapServers()).run();
    }
  }
}
