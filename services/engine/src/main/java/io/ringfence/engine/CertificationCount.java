package io.ringfence.engine;

/**
 * How often a node has been certified, in all epochs together: the k-th certification has a share
 * of α of its own.
 */
final class CertificationCount {

  private long value;

  CertificationCount(long value) {
    this.value = value;
  }

  long value() {
    return value;
  }

  long increment() {
    return ++value;
  }
}
