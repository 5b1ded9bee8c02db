/**
 * The certifier service: verticles, wiring, configuration and management port. May import
 * everything but the command line.
 */
@NullMarked
package io.ringfence.certifier;

import org.jspecify.annotations.NullMarked;
