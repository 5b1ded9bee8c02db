package io.ringfence.smoothing;

import java.util.List;
import java.util.Optional;

/**
 * What a bundle may tell besides the model.
 *
 * @param classNames one per class, or none
 * @param training how it was trained, if it says so
 */
public record BundleMetadata(List<String> classNames, Optional<TrainingSummary> training) {

  public BundleMetadata {
    classNames = List.copyOf(classNames);
  }

  /** Nothing known. */
  public static BundleMetadata none() {
    return new BundleMetadata(List.of(), Optional.empty());
  }
}
