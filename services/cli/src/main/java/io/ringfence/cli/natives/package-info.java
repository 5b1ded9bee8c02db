/**
 * {@code ringfence natives}: takes native libraries out of their jars, for images and machines on
 * which nothing shall be written to load them.
 */
@NullMarked
package io.ringfence.cli.natives;

import org.jspecify.annotations.NullMarked;
