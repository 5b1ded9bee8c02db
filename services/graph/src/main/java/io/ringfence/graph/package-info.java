/**
 * The evolving graph: updates and their one documented answer, versions, receptive fields before
 * and after a change, regions, noise schedules, datasets and generators.
 *
 * <p>May import {@code io.ringfence.certificates} (noise levels). JGraphT serves distances and
 * regions; receptive fields and kernels use flat arrays.
 */
@NullMarked
package io.ringfence.graph;

import org.jspecify.annotations.NullMarked;
