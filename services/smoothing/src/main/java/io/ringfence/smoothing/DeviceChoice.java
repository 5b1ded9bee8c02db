package io.ringfence.smoothing;

import ai.djl.Device;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where votes are counted. */
public enum DeviceChoice {
  /** The GPU if DJL finds CUDA and computes the architecture there, else the CPU. */
  AUTO,
  /** The Java kernel, for which DJL is not loaded; libtorch for a TorchScript file. */
  CPU,
  /** DJL on CUDA, or an error. */
  GPU;

  private static final Logger LOG = LoggerFactory.getLogger(DeviceChoice.class);

  /**
   * A smoother on this device; the caller closes it.
   *
   * @param threads of the Java kernel, at least 1; weights on the GPU do not use them
   * @throws IllegalStateException if the GPU is demanded and DJL finds none
   */
  public Smoother smoother(Model model, int threads) {
    if (model instanceof TorchScriptModel script) {
      return new ParallelSmoother(kernel(script), threads);
    }
    return switch (this) {
      case CPU -> new ParallelSmoother(model, threads);
      case GPU -> onGpu(NativeModel.require(model));
      case AUTO ->
          findsGpu() && !(model instanceof GatModel)
              ? DjlSmoother.onGpu(NativeModel.require(model))
              : new ParallelSmoother(model, threads);
    };
  }

  /**
   * @throws ModelException if the module does not do what its bundle declares
   */
  private SampleKernel kernel(TorchScriptModel script) {
    if (this == GPU) {
      requireGpu();
    }
    boolean gpu = this == GPU || (this == AUTO && findsGpu());
    ScriptModule module = ScriptModule.load(script, gpu ? Device.gpu() : Device.cpu());
    try {
      ScriptCheck.run(module);
      return new ScriptKernel(module);
    } catch (ModelException e) {
      module.close();
      throw e;
    }
  }

  private static Smoother onGpu(NativeModel model) {
    requireGpu();
    return DjlSmoother.onGpu(model);
  }

  private static void requireGpu() {
    if (!DjlEngine.mayHaveCuda() || !DjlEngine.hasCuda()) {
      throw new IllegalStateException(
          "Device is 'gpu' but DJL finds no CUDA device; it needs an NVIDIA driver and a libtorch built for CUDA. "
              + "Point PYTORCH_LIBRARY_PATH, PYTORCH_VERSION and PYTORCH_FLAVOR at one, or use device 'cpu'.");
    }
  }

  /** Whether DJL finds a CUDA device; loads it only where there seems to be one. */
  public static boolean gpuFound() {
    return findsGpu();
  }

  private static boolean findsGpu() {
    try {
      return DjlEngine.mayHaveCuda() && DjlEngine.hasCuda();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("DJL does not load, votes are counted on the CPU: {}", e.toString());
      return false;
    }
  }
}
