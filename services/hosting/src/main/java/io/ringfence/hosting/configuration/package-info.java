/**
 * Typed configuration: YAML and environment variables, validated as a whole against a JSON Schema,
 * which is also the source of the page that explains the keys. Every service brings its schema and
 * its record.
 *
 * <p>Knows nothing of the rest of Ringfence.
 */
@NullMarked
package io.ringfence.hosting.configuration;

import org.jspecify.annotations.NullMarked;
