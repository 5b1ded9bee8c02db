/**
 * {@code ringfence verify}: rechecks receipts and shows what was found. All checking is in the
 * verifier module; this package must not import anything that issues certificates.
 */
@NullMarked
package io.ringfence.cli.verify;

import org.jspecify.annotations.NullMarked;
