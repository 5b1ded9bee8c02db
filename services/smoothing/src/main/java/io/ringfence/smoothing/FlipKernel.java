package io.ringfence.smoothing;

import io.ringfence.graph.Subgraph;
import java.util.Optional;

/**
 * How flipped attributes are carried through the {@link HiddenLayer}. All kernels give the same
 * results, bit for bit.
 */
interface FlipKernel {

  /** Plain Java. */
  FlipKernel PLAIN = FlipInputs::new;

  /** Inputs for one thread. */
  NoisyInputs inputs(
      Subgraph subgraph,
      FlipLevels levels,
      FlipDraws draws,
      HiddenLayer layer,
      HiddenCells cells,
      int outputs);

  /** How it compares the bits of zeros. */
  default CoarseComparison comparison() {
    return CoarseComparison.PLAIN;
  }

  /** Its innermost loops; empty if they are those of plain Java. */
  default Optional<ElementaryWork> work() {
    return Optional.empty();
  }

  /** The fastest one that this Java can run, found once. */
  static FlipKernel best() {
    return Best.KERNEL;
  }

  /** Vectors where they are to be had, otherwise {@link #PLAIN}. */
  final class Best {
    private static final String MODULE = "jdk.incubator.vector";
    private static final String VECTORS = "io.ringfence.smoothing.VectorKernel";
    private static final FlipKernel KERNEL = find();

    private Best() {}

    private static FlipKernel find() {
      if (Boolean.getBoolean("ringfence.plainKernel")
          || ModuleLayer.boot().findModule(MODULE).isEmpty()) {
        return PLAIN;
      }
      try {
        FlipKernel vectors =
            (FlipKernel) Class.forName(VECTORS).getDeclaredConstructor().newInstance();
        return vectors;
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(
            "Java has module %s, but %s cannot be made; rebuild Ringfence, or start it with -Dringfence.plainKernel=true."
                .formatted(MODULE, VECTORS),
            e);
      }
    }
  }
}
