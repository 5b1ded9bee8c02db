package io.ringfence.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.cli.Console;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorBenchIT {

  @Test
  void measuresAMonitorInAProcessOfItsOwn(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("monitor.json");

    Console console =
        Console.run(
            "bench",
            "monitor",
            "--nodes=300",
            "--rate=60",
            "--seconds=3",
            "--heap=256",
            "--json=" + json);

    assertThat(console.err()).isEmpty();
    assertThat(console.code()).isZero();
    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    assertThat(figures.path("changesHeard").asInt()).isBetween(100, 180);
    assertThat(figures.path("peakHeapMiB").asDouble()).isBetween(1.0, 256.0);
    assertThat(figures.path("eventP50Millis").asDouble()).isPositive();
  }

  @Test
  void anImpossibleNumberIsAnErrorOfTheCommandLine() {
    Console console = Console.run("bench", "monitor", "--rate=1");

    assertThat(console.code()).isEqualTo(2);
    assertThat(console.err()).contains("--rate is 1; it must be at least 10.");
  }
}
