package io.ringfence.smoothing;

import ai.djl.engine.Engine;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * DJL's PyTorch engine, loaded on first use only (seconds, and some 400 MB of natives unpacked to
 * DJL's cache the first time). Nothing is downloaded unless {@code ai.djl.offline=false} is set on
 * purpose.
 */
final class DjlEngine {

  private static final String OFFLINE = "ai.djl.offline";

  private DjlEngine() {}

  static Engine get() {
    if (System.getProperty(OFFLINE) == null) {
      System.setProperty(OFFLINE, "true");
    }
    return Engine.getEngine("PyTorch");
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
