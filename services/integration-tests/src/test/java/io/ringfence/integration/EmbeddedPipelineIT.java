package io.ringfence.integration;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way with the broker that {@code serve --embedded-kafka} starts. */
class EmbeddedPipelineIT {
  @Test
  void everyNodeOfAReplayedGraphSettles(@TempDir Path folder) throws IOException {
    int port = freePort();

    new PipelineScenario(folder, "localhost:" + port).run("--embedded-kafka=" + port);
  }

  @Test
  void whatAnAdaptiveCertifierOfScoresPublishesHoldsToo(@TempDir Path folder) throws IOException {
    int port = freePort();
    new PipelineScenario(folder, "localhost:" + port, "scores").run("--embedded-kafka=" + port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
