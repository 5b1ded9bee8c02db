package io.ringfence.certifier;

import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.stream.StateReset;

/** The reset of the certifiers that share a configuration. */
public final class CertifierReset {

  private CertifierReset() {}

  /** Only broker, topics and group are looked at; the model is not loaded. */
  public static StateReset of(CertifierConfiguration configuration) {
    return new StateReset(
        Deployment.clients(configuration),
        Deployment.topics(configuration.topics()),
        configuration.group());
  }
}
