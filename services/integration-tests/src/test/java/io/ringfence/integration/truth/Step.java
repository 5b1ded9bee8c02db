package io.ringfence.integration.truth;

import com.google.protobuf.ByteString;
import io.ringfence.schemas.v1.GraphUpdate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record of the input.
 *
 * @param update what it says, if it can be read
 */
record Step(String graphId, Optional<ByteString> value, Optional<GraphUpdate> update) {

  /** The value as it is sent; nothing is said by null. */
  byte @Nullable [] bytes() {
    return value.map(ByteString::toByteArray).orElse(null);
  }
}
