package io.ringfence.smoothing;

import io.ringfence.graph.SampleRange;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Runs samples for one group of output regions and counts votes. Memory does not grow with the
 * number of samples. Not thread-safe.
 */
final class GroupCounter {

  private final List<SmoothingPlan.OutputRegion> outputs;
  private final int classes;
  private final ForwardPass[] passes;
  private final int lanes;
  private final NoisyInputs inputs;

  GroupCounter(
      Model model, FirstLayer first, SmoothingPlan plan, List<SmoothingPlan.OutputRegion> outputs) {
    this.outputs = outputs;
    this.classes = model.classes();
    this.passes =
        outputs.stream()
            .map(output -> ForwardPass.of(model, output.field()))
            .toArray(ForwardPass[]::new);
    this.lanes = passes[0].lanes();
    this.inputs = NoisyInputs.of(plan, first, outputs, passes);
  }

  /**
   * Adds the votes of a range of samples.
   *
   * @param votes targets × classes
   */
  void count(SampleRange range, long[] votes, BooleanSupplier cancelled) {
    for (int done = 0; done < range.count(); done += lanes) {
      int batch = Math.min(lanes, range.count() - done);
      for (int lane = 0; lane < batch; lane++) {
        Smoother.requireWanted(cancelled);
        inputs.draw(range.first() + done + lane, lane);
      }
      for (int r = 0; r < passes.length; r++) {
        passes[r].run();
        vote(r, batch, votes);
      }
    }
  }

  private void vote(int output, int batch, long[] votes) {
    List<Integer> places = outputs.get(output).places();
    for (int target = 0; target < places.size(); target++) {
      int at = places.get(target) * classes;
      for (int lane = 0; lane < batch; lane++) {
        votes[at + passes[output].argmax(target, lane, classes)]++;
      }
    }
  }
}
