/** Holds documents to the code that they speak of. */
@NullMarked
package io.ringfence.integration.documents;

import org.jspecify.annotations.NullMarked;
