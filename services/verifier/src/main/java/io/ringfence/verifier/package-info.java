/**
 * Rechecks receipts, the records and files that say what is certified, from their own numbers and
 * without the model. Start at {@link Verifier}.
 *
 * <p>May import the schemas only. What issues certificates is another module that this one must
 * never see: a check by the function under check is none.
 */
@NullMarked
package io.ringfence.verifier;

import org.jspecify.annotations.NullMarked;
