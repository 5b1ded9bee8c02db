package io.ringfence.stream.pool;

import java.time.Duration;

/** Something that happened between a certifier and the pool. */
public sealed interface PoolEvent {

  /** A part went out, for the first time or again. */
  record Sent(String taskId, int part, int attempt, int samples, int bytes) implements PoolEvent {}

  /**
   * An answer was counted.
   *
   * @param took the work, by the worker's clock
   * @param waited from sending to counting
   */
  record Counted(
      String taskId, int part, String workerId, int samples, Duration took, Duration waited)
      implements PoolEvent {}

  /** An answer was not counted. */
  record Ignored(String taskId, int part, String workerId, Reason reason) implements PoolEvent {
    /** Why not. */
    public enum Reason {
      /** The part was counted before, or nobody waits for the job any longer. */
      LATE,
      /** It does not answer what was asked. */
      UNFIT
    }
  }

  /** A worker said that it cannot answer. */
  record Refused(String taskId, int part, String workerId, String why) implements PoolEvent {}

  /** A part was smoothed here. */
  record Local(String taskId, int part, int samples, Reason reason) implements PoolEvent {
    /** Why it was not the pool. */
    public enum Reason {
      /** No worker has answered yet, or for long. */
      SILENT,
      /** It was sent twice and not answered in time. */
      LATE,
      /** Workers refuse it, or it could not be sent. */
      UNWANTED
    }
  }

  /** A whole job was smoothed here: its parts are larger than the topic takes. */
  record TooLarge(long bytes, int limit) implements PoolEvent {}

  /** A job that nobody wants any longer was called back while parts of it were out. */
  record Withdrawn(String taskId, long parts) implements PoolEvent {}

  /** The pool began to answer, or stopped. */
  record Pulse(boolean answers) implements PoolEvent {}
}
