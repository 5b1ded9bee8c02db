/**
 * {@code ringfence certify}: certifies a graph that stands still, everything at once, results in
 * files. {@code BatchCertification} does the work and knows nothing of the command line.
 */
@NullMarked
package io.ringfence.cli.certify;

import org.jspecify.annotations.NullMarked;
