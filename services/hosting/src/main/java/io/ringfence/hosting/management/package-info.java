/**
 * The management port: health for probes, a status page for people. Imports nothing of the project.
 */
@NullMarked
package io.ringfence.hosting.management;

import org.jspecify.annotations.NullMarked;
