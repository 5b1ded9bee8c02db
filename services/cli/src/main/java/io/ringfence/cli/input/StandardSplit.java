package io.ringfence.cli.input;

import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.Split;

/**
 * Which nodes of a dataset are for training, validation and testing: the split that came with the
 * data, else 20 nodes of each class for training, 20 for validation, the others for testing, drawn
 * in the same way every time so that {@code train} and {@code certify} agree.
 */
public final class StandardSplit {
  private static final int PER_CLASS = 20;
  private static final long SEED = 0;

  private StandardSplit() {}

  /** The split of a dataset. */
  public static Split of(Dataset dataset) {
    return dataset.split().orElseGet(() -> Split.stratified(dataset, PER_CLASS, PER_CLASS, SEED));
  }
}
