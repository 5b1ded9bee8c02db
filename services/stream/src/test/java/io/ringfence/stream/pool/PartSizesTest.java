package io.ringfence.stream.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.graph.SampleRange;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartSizesTest {

  private final PartSizes sizes = new PartSizes(Duration.ofSeconds(1), 3);

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "2, 2", "3, 3", "10, 3", "100000, 100"})
  void partsAreTheWholeInOrderAndAsManyAsTheWorkTakes(int samples, int parts) {
    List<SampleRange> cut = sizes.cut(new SampleRange(7, samples), 1_000);

    long next = 7;
    for (SampleRange range : cut) {
      assertThat(range.first()).isEqualTo(next);
      next += range.count();
    }
    assertThat(next).isEqualTo(7 + samples);
    assertThat(cut).hasSize(parts);
  }

  @Test
  void fasterWorkersGetLargerParts() {
    for (int k = 0; k < 100; k++) {
      sizes.learn(1_000, 1_000, Duration.ofMillis(1));
    }

    assertThat(sizes.cut(new SampleRange(0, 100_000), 1_000)).hasSize(3);
  }
}
