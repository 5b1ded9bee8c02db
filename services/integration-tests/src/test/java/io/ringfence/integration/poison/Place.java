package io.ringfence.integration.poison;

/** Where a record of the input lies. */
record Place(int partition, long offset) {}
