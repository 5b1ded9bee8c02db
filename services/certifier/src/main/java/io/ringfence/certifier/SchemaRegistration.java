package io.ringfence.certifier;

import com.google.protobuf.Descriptors.Descriptor;
import io.ringfence.hosting.configuration.SchemaOptions;
import io.ringfence.schemas.registry.RegistryAccess;
import io.ringfence.schemas.registry.SchemaRegistry;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.stream.RecordFormats;
import io.ringfence.stream.StreamSettings;
import io.ringfence.stream.Topics;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the schemas of what a certifier writes known to a registry, if there is one. */
final class SchemaRegistration {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistration.class);
  private static final Descriptor NODE = NodeCertificate.getDescriptor();
  private static final Descriptor GRAPH = GraphCertificate.getDescriptor();

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
    Topics topics = deployment.stream().topics();
    RecordFormats formats =
        new RecordFormats(
            registry.register(topics.nodeCertificates(), NODE),
            registry.register(topics.graphCertificates(), GRAPH));
    LOG.info("The schema registry knows what is written: {}", formats);
    return deployment.stream().with(formats);
  }
}
