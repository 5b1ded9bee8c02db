package io.ringfence.stream;

import io.ringfence.engine.Confidence;
import io.ringfence.schemas.v1.Confidence.Horizon;
import io.ringfence.schemas.v1.Confidence.Scope;

/** The promise as the contract has it. */
final class ConfidenceRecords {

  private ConfidenceRecords() {}

  static io.ringfence.schemas.v1.Confidence of(Confidence confidence) {
    return io.ringfence.schemas.v1.Confidence.newBuilder()
        .setAlpha(confidence.alpha())
        .setScope(
            switch (confidence.scope()) {
              case JOINT -> Scope.JOINT;
              case NODE -> Scope.NODE;
            })
        .setHorizon(
            switch (confidence.horizon()) {
              case FOREVER -> Horizon.FOREVER;
              case VERSION -> Horizon.VERSION;
            })
        .build();
  }
}
