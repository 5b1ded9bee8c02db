/**
 * The one typed configuration of a certifier: YAML and environment variables, validated as a whole
 * against {@code configuration.schema.json}, which is also the source of {@code
 * docs/configuration.md}.
 *
 * <p>Imports only {@code hosting} and the certificates.
 */
@NullMarked
package io.ringfence.certifier.configuration;

import org.jspecify.annotations.NullMarked;
