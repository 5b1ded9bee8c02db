package io.ringfence.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplacementTest {

  private static final int CAP = 8;

  /** Few states are kept, so that the walk goes through many generations of them. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aWalkEndsWithTheRadiiThatAreComputedFromScratch(long seed) {
    Random random = new Random(seed);
    for (int walk = 0; walk < 8; walk++) {
      int regions = 1 + random.nextInt(3);
      VoteCertificates certificates = new VoteCertificates(TinyGraph.schedule(random, regions));
      Displacements space = new Displacements(certificates, 5 + random.nextInt(20));
      int region = random.nextInt(regions);
      double q = 1 - Math.pow(random.nextDouble(), 4) / 2;
      int[] added = new int[regions];
      int[] deleted = new int[regions];
      Displacement state = space.none(region);
      Radii radii = Radii.NONE;
      for (int step = 0; step < 60; step++) {
        state = step(state, random, added, deleted);
        Perturbation spent = Perturbation.of(added, deleted);
        assertThat(state.spent()).isEqualTo(spent);
        boolean robust = certificates.robust(region, q, spent, new Budget(0, 0));
        assertThat(state.keeps(q)).isEqualTo(robust);
        if (robust) {
          radii = state.radii(q, radii, CAP);
          assertThat(radii).isEqualTo(certificates.radii(region, q, spent, CAP));
        }
      }
    }
  }

  private static Displacement step(Displacement state, Random random, int[] added, int[] deleted) {
    int j = random.nextInt(added.length);
    return switch (random.nextInt(4)) {
      case 0 -> {
        added[j]++;
        yield state.added(j);
      }
      case 1 -> {
        deleted[j]++;
        yield state.deleted(j);
      }
      case 2 -> {
        if (added[j] == 0) {
          assertThatThrownBy(() -> state.additionRefunded(j))
              .isInstanceOf(IllegalStateException.class);
          yield state;
        }
        added[j]--;
        yield state.additionRefunded(j);
      }
      default -> {
        if (deleted[j] == 0) {
          yield state;
        }
        deleted[j]--;
        yield state.deletionRefunded(j);
      }
    };
  }
}
