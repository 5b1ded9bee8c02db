package io.ringfence.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryChannelTest {

  private static BinaryChannel channel(double addition, double deletion) {
    return BinaryChannel.of(NoiseLevel.of(addition, deletion));
  }

  @ParameterizedTest
  @CsvSource({
    "0.01, 0.6, 0.01, 0.95, true, false",
    "0.01, 0.6, 0.05, 0.7, true, false",
    "0.1, 0.6, 0.1, 0.95, false, false",
    "0.01, 0.6, 0.6, 0.01, false, false",
    "0.1, 0.95, 0.2, 0.95, false, true",
    "0, 0, 0.3, 0.2, true, false",
    "1, 1, 0, 0, true, true",
    "0.3, 0.7, 0.3, 0.7, true, true",
    "0.3, 0.7, 0.5, 0.5, true, true",
    "0.25, 0.5, 0.75, 0.5, true, true",
  })
  void garblingIsDecidedInBothDirections(
      double p1, double m1, double p2, double m2, boolean forth, boolean back) {
    assertThat(channel(p1, m1).dominates(channel(p2, m2))).isEqualTo(forth);
    assertThat(channel(p2, m2).dominates(channel(p1, m1))).isEqualTo(back);
  }

  @Test
  void aComposedChannelIsAGarbling() {
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      double u = random.nextInt(1 << 10) / 1024.0;
      double v = random.nextInt(1 << 10) / 1024.0;
      double s = random.nextInt(1 << 10) / 1024.0;
      double t = random.nextInt(1 << 10) / 1024.0;
      BinaryChannel first = channel(u, 1 - v);
      BinaryChannel second = channel(s * u + t * (1 - u), 1 - (s * v + t * (1 - v)));
      assertThat(first.dominates(second)).as("%s %s %s %s", u, v, s, t).isTrue();
    }
  }

  @Test
  void theChannelAboveDominatesAllAndIsNotFarAbove() {
    BinaryChannel a = channel(0.01, 0.6);
    BinaryChannel b = channel(0.3, 0.05);
    BinaryChannel above = BinaryChannel.above(List.of(a, b));

    assertThat(above.dominates(a)).isTrue();
    assertThat(above.dominates(b)).isTrue();
    assertThat(above).isNotEqualTo(BinaryChannel.PERFECT);
    assertThat(above.v() / above.u()).isBetween(40.0, 40.001);
  }

  @Test
  void aboveDominatesForRandomLevels() {
    Random random = new Random(4);
    for (int i = 0; i < 2_000; i++) {
      List<BinaryChannel> channels =
          List.of(
              channel(Math.pow(random.nextDouble(), 9), random.nextDouble()),
              channel(random.nextDouble(), Math.pow(random.nextDouble(), 9)),
              channel(random.nextInt(2), random.nextDouble()));
      BinaryChannel above = BinaryChannel.above(channels);
      assertThat(channels).allMatch(above::dominates);
    }
  }
}
