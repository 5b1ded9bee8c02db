package io.ringfence.cli.attack;

/**
 * One changed attribute bit.
 *
 * @param node index in the graph
 * @param attribute index of the bit
 * @param kind what happens to it
 */
record Flip(int node, int attribute, Kind kind) {
  /** What an adversary does to a bit. */
  enum Kind {
    /** A zero becomes a one. */
    ADDITION,
    /** A one becomes a zero. */
    DELETION;

    /** For people. */
    String plural() {
      return this == ADDITION ? "additions" : "deletions";
    }
  }
}
