/**
 * Whole graphs at rest: readers for the file layouts that are understood, splits for training, and
 * a generator for when there is no file.
 *
 * <p>May import {@code io.ringfence.graph} and {@code io.ringfence.graph.npy}. The live graph does
 * not know this package.
 */
@NullMarked
package io.ringfence.graph.dataset;

import org.jspecify.annotations.NullMarked;
