package io.ringfence.stream;

/** Where a {@link CertifierLoop} stands. */
public sealed interface LoopState {

  /** Not connected yet, or not told yet which graphs are this instance's. */
  record Starting() implements LoopState {}

  /** Graphs are being read back. */
  record Restoring(RestoreProgress progress) implements LoopState {}

  /** Everything assigned is being certified. */
  record Running() implements LoopState {}

  /** Ended on request. */
  record Stopped() implements LoopState {}

  /** Ended by a failure that needs a person. */
  record Failed(StreamException cause) implements LoopState {}
}
