/**
 * Makes the contract known to a schema registry that speaks Confluent's REST interface (Confluent's
 * own, Apicurio's at {@code /apis/ccompat/v7}), once at start. Reading needs no registry.
 *
 * <p>Imports nothing of Ringfence.
 */
@NullMarked
package io.ringfence.schemas.registry;

import org.jspecify.annotations.NullMarked;
