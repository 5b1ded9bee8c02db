/**
 * {@code ringfence doctor}: looks at everything that a certifier needs, and says what to change.
 */
@NullMarked
package io.ringfence.cli.doctor;

import org.jspecify.annotations.NullMarked;
