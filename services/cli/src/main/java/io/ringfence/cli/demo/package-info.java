/**
 * The demo: a generated graph that grows, lives, is attacked and repaired on a real broker, and
 * what its certificates say meanwhile.
 */
@NullMarked
package io.ringfence.cli.demo;

import org.jspecify.annotations.NullMarked;
