package io.ringfence.stream.pool;

import java.time.Duration;

/** Something that a worker did. */
public sealed interface WorkerEvent {

  /** A part was smoothed and its result is on the topic. */
  record Answered(String taskId, int part, int targets, int fieldNodes, int samples, Duration took)
      implements WorkerEvent {}

  /** A part came after its deadline, or was at work until then: nobody waits for it. */
  record Skipped(String taskId, int part, Duration late) implements WorkerEvent {}

  /** A part was called back before or while it was smoothed. */
  record Withdrawn(String taskId, int part) implements WorkerEvent {}

  /** A part that this worker cannot do; whoever waits was told why. */
  record Refused(String taskId, int part, String why) implements WorkerEvent {}

  /** A record is no task; nobody can be told. */
  record Undecodable(int partition, long offset, String why) implements WorkerEvent {}

  /** A part was given back unfinished. */
  record Released(String taskId, int part, String why) implements WorkerEvent {}
}
