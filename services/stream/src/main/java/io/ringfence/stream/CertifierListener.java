package io.ringfence.stream;

/**
 * Hears what a {@link CertifierLoop} has done, always after it is committed, on the loop's thread:
 * must be quick and must not throw.
 */
@FunctionalInterface
public interface CertifierListener {

  /** Something happened. */
  void on(CertifierEvent event);

  /** Both hear, this one first. */
  default CertifierListener and(CertifierListener other) {
    return event -> {
      on(event);
      other.on(event);
    };
  }

  /** Hears nothing. */
  static CertifierListener none() {
    return event -> {};
  }
}
