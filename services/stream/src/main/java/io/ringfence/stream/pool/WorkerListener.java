package io.ringfence.stream.pool;

/** Hears what a worker does, on the worker's thread: must be quick and must not throw. */
@FunctionalInterface
public interface WorkerListener {

  /** Something happened. */
  void on(WorkerEvent event);

  /** Both hear, this one first. */
  default WorkerListener and(WorkerListener other) {
    return event -> {
      on(event);
      other.on(event);
    };
  }

  /** Hears nothing. */
  static WorkerListener none() {
    return event -> {};
  }
}
