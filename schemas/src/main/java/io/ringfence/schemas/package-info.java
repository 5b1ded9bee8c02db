/**
 * The contract's two encodings and its key rules; the messages themselves are generated into {@code
 * io.ringfence.schemas.v1}.
 *
 * <p>Imports nothing of Ringfence.
 */
@NullMarked
package io.ringfence.schemas;

import org.jspecify.annotations.NullMarked;
