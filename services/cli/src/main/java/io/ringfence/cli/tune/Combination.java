package io.ringfence.cli.tune;

import java.util.ArrayList;
import java.util.List;

/**
 * What is tried, apart from the number of samples.
 *
 * @param regions how many are grown
 */
record Combination(int regions, NoiseSetting noise) {
  String words() {
    return "%d regions, %s".formatted(regions, noise.words());
  }

  /** A point that is near to that of similar combinations; twice the regions is one step. */
  List<Double> position() {
    List<Double> position = new ArrayList<>(noise.position());
    position.add(Math.log(regions));
    return position;
  }
}
