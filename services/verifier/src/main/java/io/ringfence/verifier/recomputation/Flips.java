package io.ringfence.verifier.recomputation;

/**
 * Changed bits at one noise level.
 *
 * @param additions zeros that became ones
 * @param deletions ones that became zeros
 */
record Flips(Level level, int additions, int deletions) {}
