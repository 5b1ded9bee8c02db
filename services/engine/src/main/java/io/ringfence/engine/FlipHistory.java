package io.ringfence.engine;

import java.util.List;

/**
 * When the bits of one node were turned over, as far back as a certificate in force asks. Kept with
 * the node, so that after a restart every certificate knows how far it has been displaced.
 *
 * @param ordinal of the node
 * @param flips by attribute, ascending
 */
public record FlipHistory(long ordinal, List<Flips> flips) {

  public FlipHistory {
    flips = List.copyOf(flips);
  }

  /**
   * @param attribute index of the bit
   * @param versions graph versions that turned it over, ascending
   */
  public record Flips(int attribute, List<Long> versions) {

    public Flips {
      versions = List.copyOf(versions);
    }
  }
}
