package io.ringfence.stream;

import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.RealAttributes;

/** Attributes as the contract has them. */
final class AttributeRecords {

  private AttributeRecords() {}

  static io.ringfence.schemas.v1.BinaryAttributes of(BinaryAttributes attributes) {
    return io.ringfence.schemas.v1.BinaryAttributes.newBuilder()
        .addAllOnes(attributes.ones())
        .build();
  }

  static io.ringfence.schemas.v1.RealAttributes of(RealAttributes attributes) {
    return io.ringfence.schemas.v1.RealAttributes.newBuilder()
        .addAllValues(attributes.values())
        .build();
  }
}
