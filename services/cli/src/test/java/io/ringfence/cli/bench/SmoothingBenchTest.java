package io.ringfence.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.cli.Console;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmoothingBenchTest {

  @Test
  void writesAllFiguresOfThePartsAskedFor(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("bench.json");
    Console all = bench(folder, "--json=" + json);
    assertThat(all.err()).isEmpty();
    assertThat(all.code()).isZero();
    JsonNode figures = new ObjectMapper().readTree(json.toFile());
    for (String name :
        new String[] {
          "cpuSecondsPerSample",
          "nodeSamplesPerSecond",
          "ceilingShare",
          "regionScaling",
          "peakHeapMiB",
          "updateRatio",
          "attributeUpdateRatio",
          "edgeUpdateRatio",
          "edgeCertifiedShare",
          "scaleRatio",
          "heldHeapMiB",
          "ingestPerSecond"
        }) {
      assertThat(figures.path(name).asDouble()).as(name).isPositive();
      assertThat(all.out()).contains(name);
    }
    assertThat(bench(folder, "--only=regions").out())
        .contains("regionScaling")
        .doesNotContain("ceiling")
        .doesNotContain("Ratio");
  }

  @Test
  void anImpossibleNumberIsAnErrorOfTheCommandLine(@TempDir Path folder) throws Exception {
    Console console = bench(folder, "--threads=0");
    assertThat(console.code()).isEqualTo(2);
    assertThat(console.err()).contains("--threads is 0; it must be at least 1.");
  }

  @Test
  void twoGraphsAreComparedInScale(@TempDir Path folder) throws Exception {
    Console console = bench(folder, "--scale-nodes=1000");
    assertThat(console.code()).isEqualTo(2);
    assertThat(console.err()).contains("--scale-nodes names 1 graphs; name two sizes");
  }

  private static Console bench(Path folder, String option) throws Exception {
    Path model = Files.createDirectories(folder.resolve("model"));
    int attributes = 500;
    Files.writeString(
        model.resolve("model.json"),
        "{\"architecture\":\"gcn\",\"attributes\":500,\"hidden\":3,\"classes\":2,\"layers\":2}");
    Files.write(model.resolve("W1.npy"), npy(attributes, 3));
    Files.write(model.resolve("W2.npy"), npy(3, 2));
    return Console.run(
        "bench",
        "smoothing",
        "--dataset=generated:200",
        "--model=" + model,
        "--samples=2",
        "--rounds=1",
        "--updates=3",
        "--cap=20",
        option.startsWith("--scale-nodes") ? option : "--scale-nodes=1000,2000",
        option.startsWith("--scale-nodes") ? "--only=scale" : option);
  }

  private static byte[] npy(int rows, int columns) {
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, columns);
    String padded = header + " ".repeat(63 - (10 + header.length()) % 64) + "\n";
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + padded.length() + 4 * rows * columns)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
            .putShort((short) padded.length())
            .put(padded.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < rows * columns; i++) {
      bytes.putFloat((i % 7 - 3) * 0.1f);
    }
    return bytes.array();
  }
}
