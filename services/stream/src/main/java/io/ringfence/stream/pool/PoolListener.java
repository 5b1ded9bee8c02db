package io.ringfence.stream.pool;

/** Hears what happens with the pool, on many threads: must be thread-safe, quick, and not throw. */
@FunctionalInterface
public interface PoolListener {

  /** Something happened. */
  void on(PoolEvent event);

  /** Both hear, this one first. */
  default PoolListener and(PoolListener other) {
    return event -> {
      on(event);
      other.on(event);
    };
  }

  /** Hears nothing. */
  static PoolListener none() {
    return event -> {};
  }
}
