package io.ringfence.stream;

import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.RecordFormat;
import io.ringfence.schemas.registry.SchemaRegistry;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;

/** How certificates are written; dead letters keep their encoding and the changelog is binary. */
public record RecordFormats(RecordFormat nodeCertificates, RecordFormat graphCertificates) {

  /** Both alike, without a schema registry. */
  public static RecordFormats of(Encoding encoding) {
    return new RecordFormats(RecordFormat.of(encoding), RecordFormat.of(encoding));
  }

  /**
   * Binary records with the ids of a registry that has been told of both schemas.
   *
   * @throws io.ringfence.schemas.registry.SchemaRegistryException if it cannot be asked or refuses
   */
  public static RecordFormats registered(SchemaRegistry registry, Topics topics) {
    return new RecordFormats(
        registry.register(topics.nodeCertificates(), NodeCertificate.getDescriptor()),
        registry.register(topics.graphCertificates(), GraphCertificate.getDescriptor()));
  }
}
