package io.ringfence.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.cli.Console;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamBenchIT {

  @Test
  void measuresTheWholeJob(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("stream.json");

    Console console =
        Console.run(
            "bench",
            "stream",
            "--dataset=generated:100",
            "--samples=50",
            "--updates=400",
            "--seconds=1",
            "--edges=0.1",
            "--json=" + json);

    assertThat(console.err()).isEmpty();
    assertThat(console.code()).isZero();
    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    for (String name :
        new String[] {
          "updatesPerSecond",
          "revocationP99Millis",
          "displacementsPerSecond",
          "survivedShare",
          "restartSeconds"
        }) {
      assertThat(figures.path(name).asDouble()).as(name).isPositive();
      assertThat(console.out()).contains(name);
    }
    assertThat(figures.path("edgeShare").asDouble()).isEqualTo(0.1);
    assertThat(figures.path("certified").asInt()).isLessThanOrEqualTo(100);
    assertThat(figures.path("survivedShare").asDouble()).isLessThanOrEqualTo(1);
  }

  @Test
  void anImpossibleNumberIsAnErrorOfTheCommandLine() {
    Console console = Console.run("bench", "stream", "--updates=3");

    assertThat(console.code()).isEqualTo(2);
    assertThat(console.err()).contains("--updates is 3; it must be at least 100.");
    assertThat(Console.run("bench", "stream", "--edges=1.5").err())
        .contains("--edges is 1.5; it must be from 0 to 1.");
  }
}
