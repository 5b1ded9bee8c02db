/**
 * Regions of a graph, how near they are to each other, and the noise schedules made from that.
 *
 * <p>A region planner sees edges only, never attributes: for attribute perturbations the regions
 * must not depend on what an adversary may change. May import {@code io.ringfence.graph} and {@code
 * io.ringfence.certificates}; JGraphT lives here.
 */
@NullMarked
package io.ringfence.graph.region;

import org.jspecify.annotations.NullMarked;
