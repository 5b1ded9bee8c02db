package io.ringfence.verifier;

/** Hears how far a recheck has come. */
@FunctionalInterface
public interface Steps {
  /** So many more bytes of input are done. */
  void done(long bytes);
}
