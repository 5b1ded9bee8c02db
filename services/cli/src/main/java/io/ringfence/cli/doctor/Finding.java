package io.ringfence.cli.doctor;

/**
 * What one check found.
 *
 * @param check what was looked at
 * @param words what there is, and what to do if it is not well
 */
record Finding(String check, State state, String words) {

  /** How bad it is. */
  enum State {
    OK,
    /** Works, but should be known. */
    NOTE,
    /** A certifier would not start, or would not say the truth. */
    FAILED,
    /** Needs something that failed before. */
    SKIPPED
  }
}
