package io.ringfence.smoothing;

import ai.djl.engine.Engine;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * DJL's PyTorch engine, loaded on first use only (seconds, and some 400 MB of natives unpacked to
 * DJL's cache the first time). Nothing is downloaded unless {@code ai.djl.offline=false} is set on
 * purpose.
 *
 * <p>Torch computes on one CPU thread unless {@code ai.djl.pytorch.num_threads} says otherwise. The
 * products here are too small to share: on a busy machine a second thread made training four times
 * slower, and one thread gives the same weights on any number of cores.
 */
final class DjlEngine {

  private static final String OFFLINE = "ai.djl.offline";
  private static final String THREADS = "ai.djl.pytorch.num_threads";

  private DjlEngine() {}

  static Engine get() {
    setDefault(OFFLINE, "true");
    setDefault(THREADS, "1");
    return Engine.getEngine("PyTorch");
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Whether the machine seems to have an NVIDIA driver; loads nothing. */
  static boolean mayHaveCuda() {
    return Files.exists(Path.of("/proc/driver/nvidia/version"))
        || Files.exists(Path.of("/dev/nvidiactl"));
  }

  /** Whether DJL finds a CUDA device; loads the engine. */
  static boolean hasCuda() {
    return get().getGpuCount() > 0;
  }
}
