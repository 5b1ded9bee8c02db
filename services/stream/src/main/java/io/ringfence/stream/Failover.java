package io.ringfence.stream;

/**
 * What an instance does for the day on which another one fails.
 *
 * @param standby whether it reads the state of graphs that other instances have, too, so that it
 *     takes over with little left to read; costs the memory of their records
 * @param leaveOnStop whether a stop hands the graphs to the others at once; otherwise they wait for
 *     the instance to come back, for as long as the session of its consumer lasts
 */
public record Failover(boolean standby, boolean leaveOnStop) {

  /** Neither. */
  public static final Failover NONE = new Failover(false, false);
}
