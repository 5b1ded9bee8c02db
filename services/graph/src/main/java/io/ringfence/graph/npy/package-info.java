/**
 * NumPy's array files, read without trusting them: {@code .npy} (format 1 to 3) and {@code .npz}.
 *
 * <p>Numbers, bits and unicode text only. Arrays of Python objects are pickles, programs that run
 * when read; they are refused before a byte of them is read. Imports nothing of this project.
 */
@NullMarked
package io.ringfence.graph.npy;

import org.jspecify.annotations.NullMarked;
