package io.ringfence.certifier;

import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.smoothing.Model;
import io.ringfence.smoothing.ParallelSmoother;
import io.ringfence.smoothing.Smoother;

/** Chooses where the model runs. */
final class Smoothers {

  private Smoothers() {}

  static Smoother open(Model model, CertifierConfiguration.Device device, int threads) {
    return new ParallelSmoother(model, threads);
  }
}
