package io.ringfence.cli.certify;

/** The value of {@code --noise}. */
enum NoiseKind {
  BINARY,
  GAUSSIAN,
  UNIFORM
}
