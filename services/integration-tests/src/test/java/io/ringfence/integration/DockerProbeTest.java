package io.ringfence.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerProbeTest {
  @Test
  void withoutASocketThereIsNoEngine(@TempDir Path folder) {
    Assumptions.assumeTrue(System.getenv("DOCKER_HOST") == null, "DOCKER_HOST is set here.");

    assertThat(DockerProbe.obstacle(folder.resolve("docker.sock"), List.of("true"), "any"))
        .hasValueSatisfying(reason -> assertThat(reason).contains("docker.sock"));
  }

  @Test
  void aFailingCommandMeansNoImage(@TempDir Path folder) {
    assertThat(DockerProbe.obstacle(folder, List.of("false"), "some/image:1"))
        .hasValueSatisfying(reason -> assertThat(reason).contains("some/image:1"));
  }

  @Test
  void aMissingCommandIsToldApart(@TempDir Path folder) {
    assertThat(DockerProbe.obstacle(folder, List.of(folder.resolve("no").toString()), "any"))
        .hasValueSatisfying(reason -> assertThat(reason).contains("No docker command"));
  }

  @Test
  void anAnsweringEngineIsNoObstacle(@TempDir Path folder) {
    assertThat(DockerProbe.obstacle(folder, List.of("true"), "any")).isEmpty();
  }
}
