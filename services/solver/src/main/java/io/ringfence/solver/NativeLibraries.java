package io.ringfence.solver;

import com.google.ortools.Loader;

/** The native code of OR-Tools, loaded once per process on first use. */
final class NativeLibraries {

  static {
    Loader.loadNativeLibraries();
  }

  private NativeLibraries() {}

  /**
   * Returns when the libraries are there; the class initialiser does it once, whoever comes first.
   */
  static void load() {}
}
