package io.ringfence.graph;

import io.ringfence.certificates.NoiseSchedule;

/**
 * A period in which regions and noise schedule are frozen.
 *
 * @param number 1, 2, …
 * @param openedAt version of the graph from which the regions were computed
 * @param schedule levels between the regions
 */
public record Epoch(long number, long openedAt, NoiseSchedule schedule) {}
