/** {@code ringfence train}: fits a model to a dataset and writes it as a bundle. */
@NullMarked
package io.ringfence.cli.train;

import org.jspecify.annotations.NullMarked;
