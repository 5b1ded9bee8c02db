package io.ringfence.certifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.graph.SparseRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionFileTest {

  /** The path a - b - c, and d by itself. */
  private static final SparseRows PATH =
      SparseRows.owning(new int[] {0, 1, 3, 4, 4}, new int[] {1, 0, 2, 1}, 4);

  @Test
  void nodesWithoutALineJoinTheNearestThatHasOne(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("regions.csv"), "a, 2\nz,1\n\n");

    List<Integer> regions = RegionFile.read(file).regionsOf(List.of("a", "b", "c", "d"), PATH);

    assertThat(regions).containsExactly(2, 2, 2, 0);
  }

  @Test
  void aLineOfAnotherFormIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("regions.csv"), "a,0\nb,minus\n");

    assertThatThrownBy(() -> RegionFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Line 2")
        .hasMessageContaining("b,minus");
  }
}
