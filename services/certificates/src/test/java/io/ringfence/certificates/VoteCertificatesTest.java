package io.ringfence.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VoteCertificatesTest {

  private static final double NEARNESS = 1e-10;

  /** Reference levels are not on the 2^-32 grid: 1.2e-10 per probability, some hundred bits. */
  private static final double GRID_ERROR = 1e-5;

  private static VoteCertificates isotropic(double addition, double deletion) {
    return new VoteCertificates(BinaryNoiseSchedule.uniform(1, NoiseLevel.of(addition, deletion)));
  }

  private static Perturbation single(int additions, int deletions) {
    return Perturbation.of(new int[] {additions}, new int[] {deletions});
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void thresholdsEqualTheNeymanPearsonTestOverAllBitPatterns(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 150; i++) {
      int regions = 1 + random.nextInt(3);
      BinaryNoiseSchedule schedule = TinyGraph.schedule(random, regions);
      VoteCertificates certificates = new VoteCertificates(schedule);
      int[] a = random.ints(regions, 0, 4).toArray();
      int[] b = random.ints(regions, 0, 4).toArray();
      double expected = neymanPearson(schedule, 0, a, b);
      double threshold = certificates.threshold(0, Perturbation.of(a, b));
      assertThat(threshold)
          .as("%s %s %s", schedule, List.of(a), List.of(b))
          .isGreaterThanOrEqualTo(expected - 1e-14)
          .isCloseTo(expected, within(NEARNESS));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7})
  void theWorstPlaceIsTheWorstOfAllPlaces(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      int regions = 2 + random.nextInt(2);
      BinaryNoiseSchedule schedule = TinyGraph.schedule(random, regions);
      VoteCertificates certificates = new VoteCertificates(schedule);
      Budget budget = new Budget(random.nextInt(4), random.nextInt(4));
      double worst = 0;
      for (Perturbation p : allocations(regions, budget)) {
        worst = Math.max(worst, certificates.threshold(0, p));
      }
      assertThat(certificates.worstThreshold(0, budget))
          .as("%s %s", schedule, budget)
          .isCloseTo(worst, within(NEARNESS));
    }
  }

  @Test
  void moreNoiseOfOneKindMayTellMoreWhereTheSumExceedsOne() {
    NoiseLevel near = NoiseLevel.of(0.1, 0.95);
    NoiseLevel far = NoiseLevel.of(0.2, 0.95);
    VoteCertificates certificates =
        new VoteCertificates(
            BinaryNoiseSchedule.of(List.of(List.of(near, far), List.of(far, near))));

    double nearRegion = certificates.threshold(0, single2(0, 3));
    double farRegion = certificates.threshold(0, single2(1, 3));

    assertThat(farRegion).isGreaterThan(nearRegion);
    assertThat(certificates.worstThreshold(0, new Budget(3, 0))).isEqualTo(farRegion);
  }

  private static Perturbation single2(int region, int additions) {
    return Perturbation.none(2).plus(region, new Budget(additions, 0));
  }

  /**
   * Output region c sees input region j at the level of rank_c(j). With a rotation, which is not
   * its own inverse, swapping the two indices or a rank with its inverse gives other numbers.
   */
  @Test
  void ranksAreNotConfusedWithTheirInverse() {
    int[][] rank = {{0, 1, 2}, {2, 0, 1}, {1, 2, 0}};
    NoiseLevel[] levels = {
      NoiseLevel.of(0.01, 0.6), NoiseLevel.of(0.01, 0.8), NoiseLevel.of(0.01, 0.95)
    };
    List<List<NoiseLevel>> rows = new ArrayList<>();
    for (int[] row : rank) {
      rows.add(List.of(levels[row[0]], levels[row[1]], levels[row[2]]));
    }
    VoteCertificates certificates = new VoteCertificates(BinaryNoiseSchedule.of(rows));

    double seen = certificates.threshold(1, Perturbation.none(3).plus(0, new Budget(0, 4)));

    assertThat(seen).isEqualTo(isotropic(0.01, 0.95).threshold(0, single(0, 4)));
    assertThat(seen).isLessThan(isotropic(0.01, 0.8).threshold(0, single(0, 4)) - 0.05);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.4, 1, 0, 1", // no noise adds ones: an added one gives X' away ... with mass 1 - p⁻
    "0, 0, 0, 1, 1",
    "1, 1, 1, 0, 1",
    "0.5, 0.5, 9, 9, 0.5",
    "0.3, 0.7, 100, 100, 0.5",
    "1, 0, 5, 5, 0.5",
  })
  void cornersOfTheNoiseHaveKnownThresholds(
      double addition, double deletion, int a, int b, double expected) {
    assertThat(isotropic(addition, deletion).threshold(0, single(a, b))).isEqualTo(expected);
  }

  @Test
  void nothingChangedMeansOneHalf() {
    assertThat(isotropic(0.01, 0.6).threshold(0, single(0, 0))).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource({"1e-9, 0.5", "0.5, 1e-9", "1e-9, 1e-9", "0.01, 0.6", "0.2, 0.2", "0.499, 0.5"})
  void hundredAdditionsAndHundredDeletionsAreInRange(double addition, double deletion) {
    VoteCertificates certificates = isotropic(addition, deletion);
    double before = 0.5;
    for (int size = 1; size <= 100; size += 11) {
      double threshold = certificates.threshold(0, single(size, size));
      assertThat(threshold).isBetween(before - NEARNESS, 1.0);
      before = threshold;
    }
    assertThat(certificates.threshold(0, single(401, 0))).isEqualTo(1);
  }

  @Test
  void manyLevelsWithLargeCountsStayCloseToTheMergedOne() {
    NoiseLevel level = NoiseLevel.of(0.3, 0.6);
    List<NoiseLevel> row = new ArrayList<>();
    for (int j = 0; j < 5; j++) {
      row.add(new NoiseLevel(level.additionThreshold() + j, level.deletionThreshold()));
    }
    VoteCertificates split =
        new VoteCertificates(BinaryNoiseSchedule.of(List.of(row, row, row, row, row)));
    int[] counts = {12, 12, 12, 12, 12};
    double merged = isotropic(0.3, 0.6).threshold(0, single(60, 60));

    assertThat(split.threshold(0, Perturbation.of(counts, counts)))
        .isBetween(merged - 1e-7, merged + 2e-4);
  }

  @Test
  void decisionsEqualTheIndependentOnesForOneLevel() {
    for (Map<String, String> row : MathVectors.csv("sparse_smoothing_rho.csv")) {
      double rho = MathVectors.number(row, "rho_lower");
      if (Math.abs(rho - 0.5) > GRID_ERROR) {
        VoteCertificates certificates = certificatesOf(row);
        int a = (int) MathVectors.number(row, "ra");
        int b = (int) MathVectors.number(row, "rd");
        boolean robust = MathVectors.number(row, "p") > certificates.threshold(0, single(a, b));
        assertThat(robust).as("%s", row).isEqualTo(rho > 0.5);
      }
    }
  }

  @Test
  void thresholdsEqualTheOnesFilledFromIndependentRegions() {
    Map<String, List<double[]>> atoms = new TreeMap<>();
    Map<String, Map<String, String>> sample = new TreeMap<>();
    for (Map<String, String> row : MathVectors.csv("sparse_smoothing_regions.csv")) {
      String key =
          "%s %s %s %s"
              .formatted(row.get("p_plus"), row.get("p_minus"), row.get("ra"), row.get("rd"));
      sample.put(key, row);
      atoms
          .computeIfAbsent(key, k -> new ArrayList<>())
          .add(new double[] {MathVectors.number(row, "px"), MathVectors.number(row, "px_tilde")});
    }
    atoms.forEach(
        (key, masses) -> {
          Map<String, String> row = sample.getOrDefault(key, Map.of());
          int a = (int) MathVectors.number(row, "ra");
          int b = (int) MathVectors.number(row, "rd");
          assertThat(certificatesOf(row).threshold(0, single(a, b)))
              .as(key)
              .isCloseTo(Math.max(0.5, fill(masses)), within(GRID_ERROR));
        });
  }

  @Test
  void radiiEqualTheIndependentOnes() {
    for (Map<String, String> row : MathVectors.csv("sparse_smoothing_max_radius.csv")) {
      Radii radii = certificatesOf(row).radii(0, MathVectors.number(row, "p"), 200);
      assertThat(radii)
          .as("%s", row)
          .isEqualTo(
              new Radii(
                  (int) MathVectors.number(row, "max_ra_rd0"),
                  (int) MathVectors.number(row, "max_rd_ra0")));
    }
  }

  @Test
  void nodesAtOrBelowOneHalfAreNeverRobust() {
    VoteCertificates certificates = isotropic(0.3, 0.7);

    assertThat(certificates.robust(0, 0.5, new Budget(0, 0))).isFalse();
    assertThat(certificates.robust(0, 0.3, new Budget(0, 0))).isFalse();
    assertThat(certificates.radii(0, 0.5, 10)).isEqualTo(Radii.NONE);
    assertThat(certificates.radii(0, 0.51, 10)).isEqualTo(new Radii(10, 10));
  }

  @Test
  void whatHasChangedSinceIsCountedOnTop() {
    VoteCertificates certificates = isotropic(0.01, 0.6);

    assertThat(certificates.worstThreshold(0, single(1, 2), new Budget(0, 3)))
        .isEqualTo(certificates.threshold(0, single(1, 5)));
  }

  @Test
  void refusesForeignRegions() {
    VoteCertificates certificates = isotropic(0.01, 0.6);

    assertThatThrownBy(() -> certificates.worstThreshold(1, new Budget(1, 1)))
        .hasMessageContaining("Region is 1");
    assertThatThrownBy(() -> certificates.threshold(0, Perturbation.none(2)))
        .hasMessageContaining("2 regions; the schedule has 1");
  }

  private static VoteCertificates certificatesOf(Map<String, String> row) {
    return isotropic(MathVectors.number(row, "p_plus"), MathVectors.number(row, "p_minus"));
  }

  static List<Perturbation> allocations(int regions, Budget budget) {
    List<Perturbation> all = new ArrayList<>();
    for (int[] a : compositions(regions, budget.additions())) {
      for (int[] d : compositions(regions, budget.deletions())) {
        all.add(Perturbation.of(a, d));
      }
    }
    return all;
  }

  private static List<int[]> compositions(int parts, int total) {
    if (parts == 1) {
      return List.of(new int[] {total});
    }
    List<int[]> all = new ArrayList<>();
    for (int first = 0; first <= total; first++) {
      for (int[] rest : compositions(parts - 1, total - first)) {
        int[] whole = new int[parts];
        whole[0] = first;
        System.arraycopy(rest, 0, whole, 1, parts - 1);
        all.add(whole);
      }
    }
    return all;
  }

  /** Over single bit patterns, not counts; sorted and filled as in the textbook. */
  private static double neymanPearson(BinaryNoiseSchedule schedule, int region, int[] a, int[] b) {
    List<double[]> atoms = new ArrayList<>(List.of(new double[] {1, 1}));
    for (int j = 0; j < a.length; j++) {
      NoiseLevel level = schedule.level(region, j);
      double zeroReadsOne = level.addition();
      double oneReadsOne = 1 - level.deletion();
      for (int i = 0; i < a[j]; i++) {
        atoms = times(atoms, zeroReadsOne, oneReadsOne);
      }
      for (int i = 0; i < b[j]; i++) {
        atoms = times(atoms, oneReadsOne, zeroReadsOne);
      }
    }
    return Math.max(0.5, fill(atoms));
  }

  private static List<double[]> times(List<double[]> atoms, double here, double there) {
    Map<Double, double[]> merged = new TreeMap<>();
    for (double[] atom : atoms) {
      for (double[] next :
          List.of(
              new double[] {atom[0] * here, atom[1] * there},
              new double[] {atom[0] * (1 - here), atom[1] * (1 - there)})) {
        if (next[0] > 0 || next[1] > 0) {
          merged.merge(next[0] / next[1], next, (x, y) -> new double[] {x[0] + y[0], x[1] + y[1]});
        }
      }
    }
    return new ArrayList<>(merged.values());
  }

  private static double fill(List<double[]> atoms) {
    List<double[]> sorted =
        atoms.stream()
            .filter(m -> m[0] > 0)
            .sorted(Comparator.comparingDouble((double[] m) -> m[0] / m[1]).reversed())
            .toList();
    double left = 0.5;
    double mass = 0;
    for (double[] atom : sorted) {
      double share = atom[1] <= left ? 1 : left / atom[1];
      mass += share * atom[0];
      left -= share * atom[1];
      if (share < 1) {
        break;
      }
    }
    return Math.min(1, mass);
  }
}
