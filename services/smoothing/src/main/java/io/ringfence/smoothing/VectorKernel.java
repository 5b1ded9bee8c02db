package io.ringfence.smoothing;

import io.ringfence.graph.Subgraph;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;

/**
 * Flips by vectors. Compiled apart from the rest and found by name ({@link FlipKernel#best}): the
 * module of the vectors is not there unless Java is started with it.
 */
final class VectorKernel implements FlipKernel {

  /** Shorter vectors would have all flips read too often. */
  private static final int FEWEST_LANES = 8;

  VectorKernel() {}

  @Override
  public CoarseComparison comparison() {
    return LongVector.SPECIES_PREFERRED.length() > CoarseComparison.SPARE
        ? CoarseComparison.PLAIN
        : new VectorComparison();
  }

  @Override
  public Optional<ElementaryWork> work() {
    return FloatVector.SPECIES_PREFERRED.length() < FEWEST_LANES
        ? Optional.empty()
        : Optional.of(new VectorWork());
  }

  @Override
  public NoisyInputs inputs(
      Subgraph subgraph,
      FlipLevels levels,
      FlipDraws draws,
      HiddenLayer layer,
      HiddenCells cells,
      int outputs) {
    return FloatVector.SPECIES_PREFERRED.length() < FEWEST_LANES
        ? PLAIN.inputs(subgraph, levels, draws, layer, cells, outputs)
        : new VectorInputs(subgraph, levels, draws, layer, cells, outputs);
  }
}
