package io.ringfence.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplacementTest {

  private static final int CAP = 8;

  /** Few states are kept, so that the walk forgets them many times. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aWalkEndsWithTheRadiiThatAreComputedFromScratch(long seed) {
    Random random = new Random(seed);
    for (int walk = 0; walk < 8; walk++) {
      int regions = 1 + random.nextInt(3);
      VoteCertificates certificates = new VoteCertificates(TinyGraph.schedule(random, regions));
      Displacements space = new Displacements(certificates, 5 + random.nextInt(20));
      int region = random.nextInt(regions);
      ClassBound bound = bound(random);
      int[] added = new int[regions];
      int[] deleted = new int[regions];
      Radii before = new Radii(random.nextInt(CAP), random.nextInt(CAP));
      for (int step = 0; step < 60; step++) {
        boolean spends = step(random, added, deleted);
        Perturbation spent = Perturbation.of(added, deleted);
        Radii most = spends && step > 0 ? before : new Radii(CAP, CAP);
        Displacement state = space.of(region, spent);
        assertThat(state.spent()).isEqualTo(spent);
        Radii left = state.left(bound, before, most);
        if (certificates.robust(region, bound, spent, new Budget(0, 0))) {
          assertThat(left).isEqualTo(certificates.radii(region, bound, spent, CAP));
          before = left == null ? before : left;
        } else {
          assertThat(left).isNull();
          before = Radii.NONE;
        }
      }
    }
  }

  /** In either form. */
  private static ClassBound bound(Random random) {
    double q = 1 - Math.pow(random.nextDouble(), 4) / 2;
    OptionalDouble rival =
        random.nextInt(4) == 0 ? OptionalDouble.of((1 - q) / 2) : OptionalDouble.empty();
    return new VoteBound(0, 1_000, 1_000, 0.01, q, rival);
  }

  /** Changes one count; whether it grew. */
  private static boolean step(Random random, int[] added, int[] deleted) {
    int[] counts = random.nextBoolean() ? added : deleted;
    int j = random.nextInt(counts.length);
    boolean grows = counts[j] == 0 || random.nextBoolean();
    counts[j] += grows ? 1 : -1;
    return grows;
  }
}
