package io.ringfence.client;

import java.time.Duration;

/** Which partitions a reader has. */
interface Assignment {

  /**
   * Makes sure that there is something to poll.
   *
   * @param timeout how long this may wait where there is not
   */
  boolean prepare(Duration timeout);

  CatchUp catchUp();

  void commit();
}
