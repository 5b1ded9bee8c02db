package io.ringfence.monitor;

import io.ringfence.hosting.configuration.SchemaOptions;
import io.ringfence.monitor.configuration.MonitorConfiguration;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.RecordFormat;
import io.ringfence.schemas.registry.RegistryAccess;
import io.ringfence.schemas.registry.SchemaRegistry;
import io.ringfence.schemas.v1.RobustnessAlert;
import java.net.URI;

/** How alerts are written to their topic. */
final class AlertFormat {

  private AlertFormat() {}

  /**
   * Registers the schema if there is a registry.
   *
   * @throws io.ringfence.schemas.registry.SchemaRegistryException if it cannot be asked or refuses
   */
  static RecordFormat of(MonitorConfiguration configuration) {
    if (configuration.encoding() == MonitorConfiguration.Encoding.JSON) {
      return RecordFormat.of(Encoding.JSON);
    }
    SchemaOptions.Registry options = configuration.schema().registry();
    if (!options.isSet()) {
      return RecordFormat.of(Encoding.BINARY);
    }
    RegistryAccess access =
        new RegistryAccess(
            URI.create(options.url()), options.username(), options.password(), options.token());
    return new SchemaRegistry(access)
        .register(configuration.topics().robustnessAlerts(), RobustnessAlert.getDescriptor());
  }
}
