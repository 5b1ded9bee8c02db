/**
 * {@code ringfence replay}: turns a dataset into a stream of updates, first growth, then churn and
 * attacks, and writes it to the broker.
 */
@NullMarked
package io.ringfence.cli.replay;

import org.jspecify.annotations.NullMarked;
