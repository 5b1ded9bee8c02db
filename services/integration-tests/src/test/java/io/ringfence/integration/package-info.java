/** Tests of the whole: its layers, its containers, its commands. Never shipped. */
@NullMarked
package io.ringfence.integration;

import org.jspecify.annotations.NullMarked;
