/** What this program was built from. */
@NullMarked
package io.ringfence.hosting.build;

import org.jspecify.annotations.NullMarked;
