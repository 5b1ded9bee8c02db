package io.ringfence.stream.pool;

/**
 * Where results are waited for.
 *
 * @param name of one run of one certifier: never used again
 * @param partition of the topic of results that it reads
 */
record ReplyAddress(String name, int partition) {

  /** The partition of an instance: instances spread over all there are. */
  static ReplyAddress of(String instanceId, String run, int partitions) {
    return new ReplyAddress(
        instanceId + "-" + run, Math.floorMod(instanceId.hashCode(), partitions));
  }
}
