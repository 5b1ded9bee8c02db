package io.ringfence.engine;

/** Number of nodes by status. */
public record StatusCounts(int certified, int pending, int abstained) {

  /** All nodes. */
  public int nodes() {
    return certified + pending + abstained;
  }
}
