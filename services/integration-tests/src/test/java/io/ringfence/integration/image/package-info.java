/** The image as it is built, and the file that composes its containers. */
@NullMarked
package io.ringfence.integration.image;

import org.jspecify.annotations.NullMarked;
