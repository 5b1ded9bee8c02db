package io.ringfence.certificates;

/**
 * The largest certified number of added ones without deletions, and of deleted ones without
 * additions; both 0 for a node that abstains.
 */
public record Radii(int additions, int deletions) implements CertifiedRadius {

  /** Of a node for which nothing is promised. */
  public static final Radii NONE = new Radii(0, 0);

  public Radii {
    if (additions < 0 || deletions < 0) {
      throw new IllegalArgumentException(
          "Radii are (%d additions, %d deletions); neither may be negative."
              .formatted(additions, deletions));
    }
  }
}
