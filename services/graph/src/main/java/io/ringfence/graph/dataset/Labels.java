package io.ringfence.graph.dataset;

import io.ringfence.graph.npy.NpyArray;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Labels as files have them. */
final class Labels {

  /** More classes than this are taken for damage. */
  static final int MAX_CLASSES = 1 << 16;

  private Labels() {}

  /** One label per node; -1 everywhere if there is no array. */
  static int[] of(Optional<NpyArray> array, int nodes) throws IOException {
    if (array.isEmpty()) {
      int[] unknown = new int[nodes];
      Arrays.fill(unknown, -1);
      return unknown;
    }
    int[] labels = array.get().toInts();
    if (labels.length != nodes) {
      throw new DatasetException(
          "There are %d labels for %d nodes; give one per node, -1 where unknown."
              .formatted(labels.length, nodes));
    }
    for (int label : labels) {
      if (label < -1 || label >= MAX_CLASSES) {
        throw new DatasetException(
            "Label %d is out of range; labels are 0 to %d, -1 where unknown."
                .formatted(label, MAX_CLASSES - 1));
      }
    }
    return labels;
  }
}
