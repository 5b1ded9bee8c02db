/** TLS, SASL/SCRAM and ACLs against a real broker: with the least rights, and with one less. */
@NullMarked
package io.ringfence.integration.security;

import org.jspecify.annotations.NullMarked;
