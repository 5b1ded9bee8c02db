package io.ringfence.certificates.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.certificates.CollectiveMethod;
import io.ringfence.certificates.ConcaveEnvelope;
import io.ringfence.certificates.Distance;
import io.ringfence.certificates.MathVectors;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule.Kind;
import io.ringfence.certificates.SearchLimit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealCollectiveCertifierTest {

  private static final SearchLimit NODES = SearchLimit.ofNodes(3_000);

  private final RealCollectiveCertifier certifier = new RealCollectiveCertifier();

  /** The grid of cells is a graph of 4 or 15 regions; each pixel a target. */
  @Test
  void reproducesTheNaiveAndTheEnvelopeValuesOfTheReference() throws IOException {
    JsonNode root =
        new ObjectMapper().readTree(MathVectors.file("collective_gaussian_lp.json").toFile());
    for (JsonNode instance : root) {
      RealTargets targets = targets(instance);
      for (JsonNode result : instance.get("results")) {
        Distance budget = new Distance(result.get("eps").asDouble());
        CollectiveCertificate first = certifier.certify(targets, budget, SearchLimit.ofNodes(0));
        CollectiveCertificate exact = certifier.certify(targets, budget, SearchLimit.ofNodes(200));
        double reference = result.get("hull_total").asDouble();
        int promised = targets.size() - targets.abstaining();
        System.out.printf(
            "%s regions, eps %s: naive %d, plain LP %.2f, envelope %.2f (reference %.2f), published %d by %s, %d nodes%n",
            instance.get("sigma").size(),
            budget.value(),
            exact.naive(),
            result.get("ref_total").asDouble(),
            promised - first.bound(),
            reference,
            exact.certified(),
            exact.method(),
            exact.searchNodes());
        assertThat(exact.naive()).isEqualTo(result.get("naive").asInt());
        assertThat(exact.certified())
            .isGreaterThanOrEqualTo((int) Math.ceil(reference - 1e-6))
            .isGreaterThanOrEqualTo(first.certified());
        if (first.method() == CollectiveMethod.ENVELOPE) {
          assertThat(promised - first.bound()).isCloseTo(reference, within(1e-6));
        }
      }
    }
  }

  private static RealTargets targets(JsonNode instance) {
    List<List<Double>> sigma = new ArrayList<>();
    instance
        .get("sigma")
        .forEach(
            row -> {
              List<Double> scales = new ArrayList<>();
              row.forEach(s -> scales.add(s.asDouble()));
              sigma.add(scales);
            });
    RealCertificates certificates =
        new RealCertificates(RealNoiseSchedule.of(Kind.GAUSSIAN, sigma));
    RealTargets.Builder targets = RealTargets.builder(certificates);
    for (int i = 0; i < instance.get("cell").size(); i++) {
      for (int k = 0; k < instance.get("cell").get(i).size(); k++) {
        double radius = instance.get("radius_over_sigma").get(i).get(k).asDouble();
        targets.add(instance.get("cell").get(i).get(k).asInt(), radius * radius);
      }
    }
    return targets.build();
  }

  /** With two input regions every attack lies at a point where some target falls, or between. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsExactlyTheWorstSplitOfTwoRegions(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 40; i++) {
      Instance instance = new Instance(random, 2, 5 + random.nextInt(60));
      CollectiveCertificate certificate =
          certifier.certify(instance.targets, instance.budget, SearchLimit.NONE);
      int worst = instance.worstOfTwo();
      int promised = instance.targets.size() - instance.targets.abstaining();
      assertThat(promised - certificate.certified()).isEqualTo(worst);
      if (certificate.method() != CollectiveMethod.NAIVE) {
        assertThat(certificate.method()).isEqualTo(CollectiveMethod.EXACT);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void noSplitOfManyRegionsAttacksMoreThanPublishedWhateverTheLimit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20; i++) {
      Instance instance = new Instance(random, 3 + random.nextInt(3), 80);
      int promised = instance.targets.size() - instance.targets.abstaining();
      int attacked = instance.bestOfRandomSplits(random, 3_000);
      int before = Integer.MIN_VALUE;
      for (long nodes : new long[] {0, 3, 20, 3_000}) {
        CollectiveCertificate certificate =
            certifier.certify(instance.targets, instance.budget, SearchLimit.ofNodes(nodes));
        assertThat(promised - certificate.certified()).isGreaterThanOrEqualTo(attacked);
        assertThat(certificate.certified())
            .isGreaterThanOrEqualTo(certificate.naive())
            .isGreaterThanOrEqualTo(before);
        before = certificate.certified();
      }
    }
  }

  @Test
  void anyMultipliersGiveABoundAboveEveryAttack() {
    SplittableRandom random = new SplittableRandom(21);
    for (int i = 0; i < 200; i++) {
      Instance instance = new Instance(random, 3, 40);
      List<AttackCurve> curves = instance.curves();
      double[] split = instance.split(random);
      int[] low = new int[curves.size()];
      int[] high = new int[curves.size()];
      List<List<ConcaveEnvelope.Line>> lines = new ArrayList<>();
      int attacked = 0;
      for (int c = 0; c < low.length; c++) {
        int falls = curves.get(c).attacked(curves.get(c).spend(split));
        low[c] = random.nextInt(falls + 1);
        high[c] = falls + random.nextInt(curves.get(c).size() - falls + 1);
        lines.add(curves.get(c).lines(low[c], high[c]));
        attacked += falls;
      }
      int rows = 1 + low.length + lines.stream().mapToInt(List::size).sum();
      double[] multipliers =
          IntStream.range(0, rows)
              .mapToDouble(k -> Math.pow(random.nextDouble(), 3) * random.nextInt(3))
              .toArray();
      assertThat(Relaxation.bound(curves, lines, low, high, 3, multipliers))
          .isGreaterThanOrEqualTo(attacked);
      assertThat(Relaxation.solve(curves, lines, low, high, 3).bound())
          .isGreaterThanOrEqualTo(attacked);
    }
  }

  @Test
  void aLargerBudgetsBoundServesASmallerOne() {
    Instance instance = new Instance(new SplittableRandom(5), 4, 200);
    List<Distance> budgets = List.of(new Distance(0.2), new Distance(0.4), new Distance(0.8));
    List<CollectiveCertificate> grid = certifier.certify(instance.targets, budgets, NODES);
    for (int i = 0; i < budgets.size(); i++) {
      assertThat(grid.get(i).budget()).isEqualTo(budgets.get(i));
      assertThat(grid.get(i).certified())
          .isGreaterThanOrEqualTo(
              certifier.certify(instance.targets, budgets.get(i), NODES).certified());
    }
    assertThat(grid.get(0).certified()).isGreaterThanOrEqualTo(grid.get(2).certified());
  }

  @Test
  void displacedTargetsCountWithWhatIsLeft() {
    RealCertificates certificates =
        new RealCertificates(RealNoiseSchedule.uniform(Kind.GAUSSIAN, 1, 1));
    RealTargets targets =
        RealTargets.builder(certificates)
            .add(0, 1)
            .add(0, 1, RealDisplacement.of(0.6))
            .add(0, 1, RealDisplacement.of(1.2))
            .add(0, 0)
            .build();
    assertThat(targets.size()).isEqualTo(4);
    assertThat(targets.abstaining()).isEqualTo(2);
    assertThat(certifier.certify(targets, new Distance(0.39), NODES).certified()).isEqualTo(2);
    assertThat(certifier.certify(targets, new Distance(0.41), NODES).certified()).isEqualTo(1);
    assertThat(certifier.certify(targets, new Distance(1), NODES).certified()).isZero();
  }

  @Test
  void whatDoesNotFitIsRefused() {
    RealTargets.Builder builder =
        RealTargets.builder(new RealCertificates(RealNoiseSchedule.uniform(Kind.UNIFORM, 2, 1)));
    assertThatThrownBy(() -> builder.add(2, 1)).hasMessageContaining("[0, 2)");
    assertThatThrownBy(() -> builder.add(0, -1)).hasMessageContaining("negative");
  }

  /** Random scales and targets. */
  private static final class Instance {
    final RealCertificates certificates;
    final RealTargets targets;
    final Distance budget;
    final List<List<Double>> needs = new ArrayList<>();

    Instance(SplittableRandom random, int regions, int count) {
      Kind kind = random.nextBoolean() ? Kind.GAUSSIAN : Kind.UNIFORM;
      List<List<Double>> scales = new ArrayList<>();
      for (int c = 0; c < regions; c++) {
        int own = c;
        needs.add(new ArrayList<>());
        scales.add(
            IntStream.range(0, regions)
                .mapToObj(j -> j == own ? 0.2 : 0.3 + random.nextDouble())
                .toList());
      }
      certificates = new RealCertificates(RealNoiseSchedule.of(kind, scales));
      RealTargets.Builder builder = RealTargets.builder(certificates);
      for (int n = 0; n < count; n++) {
        double eta = certificates.eta(0.4 + random.nextDouble() * 0.6);
        int region = random.nextInt(regions);
        builder.add(region, eta);
        if (eta > 0) {
          needs.get(region).add(eta);
        }
      }
      targets = builder.build();
      budget = new Distance(0.05 + 0.5 * random.nextDouble());
    }

    int attacked(double[] split) {
      int attacked = 0;
      for (int c = 0; c < needs.size(); c++) {
        double spend = 0;
        for (int j = 0; j < split.length; j++) {
          spend += split[j] * certificates.weight(c, j) * certificates.amount(budget);
        }
        double reached = spend;
        attacked += (int) needs.get(c).stream().filter(d -> d <= reached).count();
      }
      return attacked;
    }

    int worstOfTwo() {
      List<Double> places = new ArrayList<>(List.of(0.0, 1.0));
      for (int c = 0; c < 2; c++) {
        double here = certificates.weight(c, 0) * certificates.amount(budget);
        double there = certificates.weight(c, 1) * certificates.amount(budget);
        for (double need : needs.get(c)) {
          places.add((need - there) / (here - there));
        }
      }
      int worst = 0;
      for (double place : places) {
        for (double off : new double[] {-1e-10, 0, 1e-10}) {
          double y = Math.max(0, Math.min(1, place + off));
          worst = Math.max(worst, attacked(new double[] {y, 1 - y}));
        }
      }
      return worst;
    }

    int bestOfRandomSplits(SplittableRandom random, int tries) {
      int best = 0;
      for (int i = 0; i < tries; i++) {
        best = Math.max(best, attacked(split(random)));
      }
      return best;
    }

    double[] split(SplittableRandom random) {
      double[] split = new double[needs.size()];
      Arrays.setAll(split, j -> Math.pow(random.nextDouble(), 1 + random.nextInt(6)));
      double sum = Arrays.stream(split).sum();
      return Arrays.stream(split).map(y -> y / sum).toArray();
    }

    List<AttackCurve> curves() {
      return IntStream.range(0, needs.size())
          .mapToObj(
              c ->
                  new AttackCurve(
                      needs.get(c).stream().mapToDouble(Double::doubleValue).toArray(),
                      IntStream.range(0, needs.size())
                          .mapToDouble(j -> certificates.weight(c, j) * certificates.amount(budget))
                          .toArray()))
          .toList();
    }
  }
}
