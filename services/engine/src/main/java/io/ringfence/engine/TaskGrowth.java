package io.ringfence.engine;

/**
 * Lets the first tasks of a run of work be small, so that first certificates come early, and each
 * next one larger up to the limit, so that overlapping receptive fields are not smoothed too often.
 */
final class TaskGrowth {

  private static final long FIRST_PART = 16;
  private static final long FACTOR = 4;

  private long part = FIRST_PART;

  /** Work that the next task may hold. */
  long next(long limit) {
    return limit == Long.MAX_VALUE ? limit : Math.max(1, limit / part);
  }

  /**
   * A task was planned.
   *
   * @param cutShort whether it left nodes waiting for lack of room
   */
  void planned(boolean cutShort) {
    part = cutShort ? Math.max(1, part / FACTOR) : FIRST_PART;
  }
}
