package io.ringfence.certificates;

import java.util.Arrays;

/** How many zeros become ones and how many ones become zeros in each input region. Immutable. */
public final class Perturbation {

  private final int[] additions;
  private final int[] deletions;

  private Perturbation(int[] additions, int[] deletions) {
    this.additions = additions;
    this.deletions = deletions;
  }

  /** Nothing changes in any of {@code regions} regions. */
  public static Perturbation none(int regions) {
    return new Perturbation(new int[regions], new int[regions]);
  }

  /**
   * @param additions count per input region; copied
   * @param deletions count per input region; copied
   */
  public static Perturbation of(int[] additions, int[] deletions) {
    if (additions.length != deletions.length) {
      throw new IllegalArgumentException(
          "Additions are given for %d regions and deletions for %d; both need one count per region."
              .formatted(additions.length, deletions.length));
    }
    for (int j = 0; j < additions.length; j++) {
      if (additions[j] < 0 || deletions[j] < 0) {
        throw new IllegalArgumentException(
            "Region %d has (%d additions, %d deletions); neither may be negative."
                .formatted(j, additions[j], deletions[j]));
      }
    }
    return new Perturbation(additions.clone(), deletions.clone());
  }

  /** This perturbation with the whole budget added in one input region. */
  public Perturbation plus(int region, Budget budget) {
    int[] a = additions.clone();
    int[] d = deletions.clone();
    a[region] = Math.addExact(a[region], budget.additions());
    d[region] = Math.addExact(d[region], budget.deletions());
    return new Perturbation(a, d);
  }

  /** Changed bits of either kind in all regions. */
  public int bits() {
    int bits = 0;
    for (int j = 0; j < additions.length; j++) {
      bits += additions[j] + deletions[j];
    }
    return bits;
  }

  /** Number of input regions. */
  public int regions() {
    return additions.length;
  }

  /** Zeros that become ones in one input region. */
  public int additions(int region) {
    return additions[region];
  }

  /** Ones that become zeros in one input region. */
  public int deletions(int region) {
    return deletions[region];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Perturbation that
        && Arrays.equals(additions, that.additions)
        && Arrays.equals(deletions, that.deletions);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(additions) + Arrays.hashCode(deletions);
  }

  @Override
  public String toString() {
    return "Perturbation[additions=%s, deletions=%s]"
        .formatted(Arrays.toString(additions), Arrays.toString(deletions));
  }
}
