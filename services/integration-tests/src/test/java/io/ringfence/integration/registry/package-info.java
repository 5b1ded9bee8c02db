/** Runs Apicurio's schema registry beside certifier and monitor. */
@NullMarked
package io.ringfence.integration.registry;

import org.jspecify.annotations.NullMarked;
