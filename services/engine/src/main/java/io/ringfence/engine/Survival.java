package io.ringfence.engine;

/**
 * What the updates of one transaction did to the certificates that were in force before them,
 * without a sample.
 *
 * @param updates that changed the graph, at least 1
 * @param held certificates before them
 * @param displaced certificates that changes of attributes reached and that are still in force
 * @param shortened of these, those with smaller radii than before
 * @param expired certificates that changes of attributes used up
 * @param revoked certificates that ended for another reason: a change of structure, or the node
 *     went
 */
public record Survival(
    int updates, int held, int displaced, int shortened, int expired, int revoked) {

  /** Certificates that are still in force. */
  public int survived() {
    return held - expired - revoked;
  }

  /** Share of the certificates that are still in force, 1 if there were none. */
  public double share() {
    return held == 0 ? 1 : (double) survived() / held;
  }
}
