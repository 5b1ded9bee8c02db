package io.ringfence.stream;

import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.RecordFormat;

/** How certificates are written; dead letters keep their encoding and the changelog is binary. */
public record RecordFormats(RecordFormat nodeCertificates, RecordFormat graphCertificates) {

  /** Both alike, without a schema registry. */
  public static RecordFormats of(Encoding encoding) {
    return new RecordFormats(RecordFormat.of(encoding), RecordFormat.of(encoding));
  }
}
