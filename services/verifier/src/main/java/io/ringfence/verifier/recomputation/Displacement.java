package io.ringfence.verifier.recomputation;

import java.util.Collections;
import java.util.List;

/**
 * Net bits changed since the samples were drawn.
 *
 * @param additions per input region
 * @param deletions per input region
 */
public record Displacement(List<Integer> additions, List<Integer> deletions) {

  public Displacement {
    additions = List.copyOf(additions);
    deletions = List.copyOf(deletions);
    if (additions.size() != deletions.size()) {
      throw new IllegalArgumentException(
          "Displacement has additions of %d regions and deletions of %d; they must agree."
              .formatted(additions.size(), deletions.size()));
    }
  }

  public static Displacement none(int regions) {
    List<Integer> zeros = Collections.nCopies(regions, 0);
    return new Displacement(zeros, zeros);
  }

  int regions() {
    return additions.size();
  }

  int[] copyOfAdditions() {
    return additions.stream().mapToInt(Integer::intValue).toArray();
  }

  int[] copyOfDeletions() {
    return deletions.stream().mapToInt(Integer::intValue).toArray();
  }
}
