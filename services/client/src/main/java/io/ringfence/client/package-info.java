/** Reads certificates and alerts: committed records only, both encodings, tombstones. */
@NullMarked
package io.ringfence.client;

import org.jspecify.annotations.NullMarked;
