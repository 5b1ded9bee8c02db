package io.ringfence.certificates.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.certificates.MathVectors;
import io.ringfence.certificates.ScoreTally;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Against {@code concentration.json}, computed independently with numpy. */
class ConcentrationTest {

  private static final double REFERENCE_ERROR = 1e-11;

  private static final double WIDEST_BIN = 0.002;

  @Test
  void hoeffdingAndMaurerPontilAreReproducedFromTheSafeSide() throws IOException {
    for (JsonNode row : reference()) {
      double[] scores = samples(row);
      double alpha = row.get("alpha").asDouble();
      JsonNode expected = row.get("eb");
      double mean = Arrays.stream(scores).average().orElseThrow();
      double variance = expected.get("sample_var_unbiased").asDouble();

      double maurerPontil = MaurerPontil.meanLower(mean, variance, scores.length, alpha);
      double deviation = MaurerPontil.standardDeviationUpper(variance, scores.length, alpha);
      double hoeffding = Hoeffding.meanLower(mean, scores.length, alpha);

      near(maurerPontil, expected.get("mean_lower_maurer_pontil").asDouble());
      near(deviation, expected.get("sd_upper_maurer_pontil").asDouble());
      near(hoeffding, expected.get("hoeffding_lower").asDouble());
      assertThat(unbiasedVariance(scores, mean)).isCloseTo(variance, within(REFERENCE_ERROR));
    }
  }

  /**
   * The reference looks at no more than so many thresholds and takes the next step up for the upper
   * bound; integrating the whole band is at least as tight.
   */
  @Test
  void theBandIsReproducedWhereTheReferenceUsesAllThresholdsAndTighterElsewhere()
      throws IOException {
    for (JsonNode row : reference()) {
      double[] scores = samples(row);
      JsonNode expected = row.get("dkw");
      DkwBand band = DkwBand.of(scores, row.get("alpha").asDouble());
      double lower = expected.get("mean_lower").asDouble();
      double upper = expected.get("mean_upper").asDouble();

      if (expected.get("n_thresholds").asInt() == scores.length) {
        near(band.meanLower(), lower);
      }
      assertThat(band.meanLower())
          .isCloseTo(lower, within(REFERENCE_ERROR + 2e-5))
          .isGreaterThan(lower - REFERENCE_ERROR);
      assertThat(band.meanUpper())
          .isLessThanOrEqualTo(upper + REFERENCE_ERROR)
          .isCloseTo(upper, within(2.0 / expected.get("n_thresholds").asInt() + REFERENCE_ERROR));
    }
  }

  @Test
  void theBandFromATallyIsWiderByAtMostABin() throws IOException {
    for (JsonNode row : reference()) {
      double[] scores = samples(row);
      double alpha = row.get("alpha").asDouble();
      DkwBand exact = DkwBand.of(scores, alpha);
      DkwBand binned = DkwBand.of(ScoreTally.of(scores), alpha);

      assertThat(binned.meanLower())
          .isLessThanOrEqualTo(exact.meanLower() + REFERENCE_ERROR)
          .isCloseTo(exact.meanLower(), within(WIDEST_BIN));
      assertThat(binned.meanUpper())
          .isGreaterThanOrEqualTo(exact.meanUpper() - REFERENCE_ERROR)
          .isCloseTo(exact.meanUpper(), within(WIDEST_BIN));
    }
  }

  @Test
  void withoutSamplesNothingIsKnown() {
    assertThat(DkwBand.of(new double[0], 0.01)).isEqualTo(new DkwBand(0, 1));
    assertThat(DkwBand.of(ScoreTally.empty(), 0.01)).isEqualTo(new DkwBand(0, 1));
    assertThatThrownBy(() -> Hoeffding.meanLower(0, 0, 0.01)).hasMessageContaining("at least one");
    assertThatThrownBy(() -> MaurerPontil.meanLower(0, 0, 1, 0.01))
        .hasMessageContaining("at least 2");
  }

  /** Where the deviation is wide against a bin: 25,000 samples see the bins. */
  @Test
  void bettingIsTighterThanAllOfThem() throws IOException {
    for (JsonNode row : reference()) {
      double[] scores = samples(row);
      if (scores.length < 100 || scores.length > 1_000) {
        continue;
      }
      double alpha = row.get("alpha").asDouble();
      double betting = BettingBound.lower(ScoreTally.of(scores), Bets.grid(), alpha);
      assertThat(betting)
          .as("%s", row)
          .isGreaterThan(row.get("dkw").get("mean_lower").asDouble())
          .isGreaterThan(row.get("eb").get("mean_lower_maurer_pontil").asDouble());
    }
  }

  /** Not nearer to the mean than the reference, but for its own rounding, and close to it. */
  private static void near(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(REFERENCE_ERROR));
  }

  private static double unbiasedVariance(double[] scores, double mean) {
    return Arrays.stream(scores).map(x -> (x - mean) * (x - mean)).sum() / (scores.length - 1);
  }

  private static JsonNode reference() throws IOException {
    return new ObjectMapper().readTree(MathVectors.file("concentration.json").toFile());
  }

  private static double[] samples(JsonNode row) throws IOException {
    String name = "samples_" + row.get("name").asText() + ".txt";
    return Files.readAllLines(MathVectors.file(name)).stream()
        .mapToDouble(Double::parseDouble)
        .toArray();
  }
}
