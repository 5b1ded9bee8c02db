package io.ringfence.certificates.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.certificates.ClopperPearson;
import io.ringfence.certificates.MathVectors;
import io.ringfence.certificates.RealNoiseSchedule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/** Bounds at Holm's levels are reproduced, and shown not to hold together. */
class HolmTest {

  private static final int N = 10;
  private static final int SAMPLES = 2_000;
  private static final double ALPHA = 0.1;

  @Test
  void boundsAtBonferronisAndAtHolmsLevelsEqualTheReference() throws IOException {
    JsonNode root = new ObjectMapper().readTree(MathVectors.file("holm_bonferroni.json").toFile());
    int samples = root.get("n_samples").asInt();
    double alpha = root.get("alpha").asDouble();
    List<Double> counts = numbers(root, "consistency");
    List<Double> falling = counts.stream().sorted(Comparator.reverseOrder()).toList();
    List<Double> bonferroni = new ArrayList<>();
    List<Double> holm = new ArrayList<>();
    for (int k = 0; k < falling.size(); k++) {
      long count = Math.round(falling.get(k));
      bonferroni.add(ClopperPearson.lower(count, samples, alpha / falling.size()));
      holm.add(ClopperPearson.lower(count, samples, alpha / (falling.size() - k)));
    }
    // Among equal counts the reference's order is arbitrary: compare in order of size.
    assertEqual(holm, numbers(root, "holm_p_lower"));
    assertEqual(bonferroni, numbers(root, "bonferroni_p_lower"));
    assertEqual(radii(holm), numbers(root, "holm_radius_over_sigma"));
    assertEqual(radii(bonferroni), numbers(root, "bonferroni_radius_over_sigma"));
  }

  private static List<Double> radii(List<Double> bounds) {
    RealCertificates unit =
        new RealCertificates(RealNoiseSchedule.uniform(RealNoiseSchedule.Kind.GAUSSIAN, 1, 1));
    return bounds.stream().map(q -> unit.radius(0, unit.eta(q)).value()).toList();
  }

  private static void assertEqual(List<Double> actual, List<Double> expected) {
    List<Double> a = actual.stream().sorted().toList();
    List<Double> e = expected.stream().sorted().toList();
    assertThat(a).hasSameSizeAs(e);
    for (int i = 0; i < a.size(); i++) {
      assertThat(a.get(i)).isCloseTo(e.get(i), within(1e-8));
    }
  }

  private static List<Double> numbers(JsonNode root, String name) {
    List<Double> values = new ArrayList<>();
    root.get(name).forEach(row -> row.forEach(value -> values.add(value.asDouble())));
    return values;
  }

  /**
   * Ten probabilities some nine standard deviations apart, each where its bound at Holm's level is
   * false as often as that level allows. The ranks are certain, so the events are independent: the
   * bounds hold together with probability Π(1 - α/k) = 0.74 only, where 0.9 was promised.
   */
  @Test
  void boundsAtHolmsLevelsDoNotHoldTogether() {
    double[] probability = new double[N];
    double together = 1;
    for (int k = 0; k < N; k++) {
      long count = Math.round(SAMPLES * (0.95 - 0.1 * k));
      probability[k] = ClopperPearson.lower(count, SAMPLES, ALPHA / (N - k)) - 1e-9;
      BinomialDistribution law = BinomialDistribution.of(SAMPLES, probability[k]);
      together *= 1 - law.survivalProbability((int) count - 1);
    }
    double simulated = simulate(probability);
    System.out.printf(
        "Holm's levels: some bound is false with probability %.3f (simulated %.3f), promised %.2f.%n",
        1 - together, simulated, ALPHA);
    assertThat(1 - together).isGreaterThan(2.5 * ALPHA);
    assertThat(simulated).isCloseTo(1 - together, within(0.04));
  }

  private static double simulate(double[] probability) {
    SplittableRandom random = new SplittableRandom(7);
    int wrong = 0;
    int repetitions = 2_000;
    for (int i = 0; i < repetitions; i++) {
      boolean failed = false;
      for (int k = 0; k < N; k++) {
        int count = 0;
        for (int s = 0; s < SAMPLES; s++) {
          count += random.nextDouble() < probability[k] ? 1 : 0;
        }
        // The k-th largest count is that of the k-th largest probability.
        failed |= tooHigh(count, probability[k], ALPHA / (N - k));
      }
      wrong += failed ? 1 : 0;
    }
    return (double) wrong / repetitions;
  }

  /** Whether the Clopper-Pearson bound for a count exceeds p: its tail at p is below the level. */
  private static boolean tooHigh(int count, double p, double level) {
    return BinomialDistribution.of(SAMPLES, p).survivalProbability(count - 1) <= level;
  }
}
