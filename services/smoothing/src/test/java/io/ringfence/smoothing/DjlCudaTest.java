package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the first CUDA device, where there is one. */
class DjlCudaTest extends DjlContract {

  @BeforeEach
  void needsCuda() {
    Assumptions.assumeTrue(
        DjlEngine.mayHaveCuda(),
        "No NVIDIA driver: neither /proc/driver/nvidia/version nor /dev/nvidiactl is there.");
    Assumptions.assumeTrue(
        DjlEngine.hasCuda(),
        "There is an NVIDIA driver, but DJL finds no CUDA device: its libtorch is built for the CPU. "
            + "Point PYTORCH_LIBRARY_PATH, PYTORCH_VERSION and PYTORCH_FLAVOR at one built for CUDA.");
  }

  @Override
  Device device() {
    return Device.gpu();
  }

  @Test
  void theGpuIsChosenWhereItIs() {
    NativeModel model = NaiveReference.models(new SplittableRandom(1), 5, 2).get(0);
    for (DeviceChoice choice : new DeviceChoice[] {DeviceChoice.AUTO, DeviceChoice.GPU}) {
      try (Smoother smoother = choice.smoother(model, 2)) {
        assertThat(smoother).isInstanceOf(DjlSmoother.class);
      }
    }
  }
}
