/**
 * Poison: thousands of bad, broken and odd records through a real certifier, and a small judge who
 * says by the contract's letter what must become of each.
 */
@NullMarked
package io.ringfence.integration.poison;

import org.jspecify.annotations.NullMarked;
