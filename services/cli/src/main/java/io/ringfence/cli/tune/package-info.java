/**
 * {@code ringfence tune}: tries combinations of noise, regions and samples on a graph that stands
 * still and writes the best one as a configuration of {@code serve}. {@code Tuning} says which
 * trial comes next and when to stop, {@code CertifiedTrials} runs one, {@code TrialLog} keeps them
 * so that a run can go on, {@code Choice} compares them; the others show and write.
 */
@NullMarked
package io.ringfence.cli.tune;

import org.jspecify.annotations.NullMarked;
