package io.ringfence.integration.truth;

import io.ringfence.schemas.v1.GraphUpdate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record of the input.
 *
 * @param update what it says, if it can be read
 */
record Step(String graphId, byte @Nullable [] value, Optional<GraphUpdate> update) {}
