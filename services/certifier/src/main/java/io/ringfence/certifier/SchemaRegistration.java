package io.ringfence.certifier;

import io.ringfence.hosting.configuration.SchemaOptions;
import io.ringfence.schemas.registry.RegistryAccess;
import io.ringfence.schemas.registry.SchemaRegistry;
import io.ringfence.stream.RecordFormats;
import io.ringfence.stream.StreamSettings;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the schemas of what a certifier writes known to a registry, if there is one. */
final class SchemaRegistration {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistration.class);

  private SchemaRegistration() {}

  /**
   * The settings, with schema ids if there is a registry.
   *
   * @throws io.ringfence.schemas.registry.SchemaRegistryException if it cannot be asked or refuses
   */
  static StreamSettings of(Deployment deployment) {
    SchemaOptions.Registry options = deployment.configuration().schema().registry();
    if (!options.isSet()) {
      return deployment.stream();
    }
    SchemaRegistry registry =
        new SchemaRegistry(
            new RegistryAccess(
                URI.create(options.url()),
                options.username(),
                options.password(),
                options.token()));
    RecordFormats formats = RecordFormats.registered(registry, deployment.stream().topics());
    LOG.info("The schema registry knows what is written: {}", formats);
    return deployment.stream().with(formats);
  }
}
