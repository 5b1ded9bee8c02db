package io.ringfence.verifier.recomputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the definition: all readings of all changed bits, one by one. */
class ThresholdTest {
  private static final long[] CORNERS = {0, 1, Level.ONE / 2, Level.ONE - 1, Level.ONE};

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bothThresholdsAreThoseOfTheBestTestOverAllReadings(long seed) {
    Random random = new Random(seed);
    List<Flips> flips = flips(random, 1 + random.nextInt(3), 4);

    double expected = byEnumeration(flips);

    assertThat(QuickThreshold.of(flips)).isCloseTo(expected, within(1e-11));
    assertThat(exact(flips)).isCloseTo(expected, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theQuickThresholdIsWithinItsErrorForManyBits(long seed) {
    Random random = new Random(seed);
    List<Flips> flips = flips(random, 1 + random.nextInt(2), 9);

    assertThat(QuickThreshold.of(flips)).isCloseTo(exact(flips), within(QuickThreshold.ERROR / 10));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50})
  void aHundredBitsDoNotUnderflow(int bits) {
    Flips flips = new Flips(new Level(4, Level.ONE * 3 / 4), bits, bits);

    assertThat(QuickThreshold.of(List.of(flips)))
        .isCloseTo(exact(List.of(flips)), within(QuickThreshold.ERROR / 10));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aLevelThatImitatesAnotherHarmsAtLeastAsMuch(long seed) {
    Random random = new Random(seed);
    Level one = level(random);
    Level other = level(random);
    Flips rest = new Flips(level(random), random.nextInt(3), random.nextInt(3));
    if (one.imitates(other)) {
      for (int kind = 0; kind < 2; kind++) {
        double atOne = exact(List.of(new Flips(one, kind, 1 - kind), rest));
        double atOther = exact(List.of(new Flips(other, kind, 1 - kind), rest));
        assertThat(atOne).isGreaterThanOrEqualTo(atOther - 1e-15);
      }
    }
    assertThat(one.imitates(one)).isTrue();
  }

  static double exact(List<Flips> flips) {
    ExactThreshold exact = ExactThreshold.of(flips);
    return new BigDecimal(exact.numerator())
        .divide(new BigDecimal(exact.denominator()), MathContext.DECIMAL64)
        .doubleValue();
  }

  static List<Flips> flips(Random random, int levels, int most) {
    List<Flips> flips = new ArrayList<>();
    for (int i = 0; i < levels; i++) {
      flips.add(new Flips(level(random), random.nextInt(most), random.nextInt(most)));
    }
    return flips;
  }

  static Level level(Random random) {
    return new Level(threshold(random), threshold(random));
  }

  private static long threshold(Random random) {
    return random.nextInt(4) == 0
        ? CORNERS[random.nextInt(CORNERS.length)]
        : (long) (random.nextDouble() * Level.ONE);
  }

  private record Reading(double original, double perturbed) {
    double ratio() {
      return perturbed == 0 ? Double.POSITIVE_INFINITY : original / perturbed;
    }
  }

  private static double byEnumeration(List<Flips> flips) {
    List<Reading> readings = List.of(new Reading(1, 1));
    for (Flips at : flips) {
      double up = (double) at.level().addition() / Level.ONE;
      double down = (double) at.level().deletion() / Level.ONE;
      for (int i = 0; i < at.additions() + at.deletions(); i++) {
        double before = i < at.additions() ? up : 1 - down;
        double after = i < at.additions() ? 1 - down : up;
        List<Reading> longer = new ArrayList<>();
        for (Reading r : readings) {
          longer.add(new Reading(r.original * before, r.perturbed * after));
          longer.add(new Reading(r.original * (1 - before), r.perturbed * (1 - after)));
        }
        readings = longer;
      }
    }
    List<Reading> sorted = new ArrayList<>(readings);
    sorted.removeIf(r -> r.original == 0);
    sorted.sort(Comparator.comparingDouble(Reading::ratio).reversed());
    double room = 0.5;
    double accepted = 0;
    for (Reading r : sorted) {
      if (r.perturbed > room) {
        return accepted + r.original * room / r.perturbed;
      }
      room -= r.perturbed;
      accepted += r.original;
    }
    return accepted;
  }
}
