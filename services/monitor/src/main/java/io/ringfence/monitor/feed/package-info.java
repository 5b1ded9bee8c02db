/** From the certificate topics to observations. */
@NullMarked
package io.ringfence.monitor.feed;

import org.jspecify.annotations.NullMarked;
