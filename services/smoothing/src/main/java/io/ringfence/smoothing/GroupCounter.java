package io.ringfence.smoothing;

import io.ringfence.certificates.statistics.Accumulator;
import io.ringfence.graph.SampleRange;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Draws samples for one group of output regions: {@link NoisyInputs} feeds the {@link ForwardPass}
 * of each region, whose outputs go to an {@link Accumulator}. Memory does not grow with the number
 * of samples. Not thread-safe.
 */
final class GroupCounter {

  private final GroupPlan plan;
  private final ForwardPass[] passes;
  private final NoisyInputs inputs;
  private final double[] logits;

  GroupCounter(GroupPlan plan) {
    this.plan = plan;
    this.passes =
        plan.outputs().stream()
            .map(output -> ForwardPass.of(plan.model(), output.field()))
            .toArray(ForwardPass[]::new);
    this.inputs = plan.inputs();
    this.logits = new double[plan.model().classes()];
  }

  /** Adds what the model says in a range of samples. */
  void count(SampleRange range, Accumulator<?> accumulator, BooleanSupplier cancelled) {
    int lanes = passes[0].lanes();
    for (int done = 0; done < range.count(); done += lanes) {
      int batch = Math.min(lanes, range.count() - done);
      for (int lane = 0; lane < batch; lane++) {
        Smoother.requireWanted(cancelled);
        float[] made = inputs.draw(range.first() + done + lane);
        plan.cells().deliver(made, inputs.stride(), lane, passes);
      }
      for (int r = 0; r < passes.length; r++) {
        passes[r].run();
        add(r, batch, accumulator);
      }
    }
  }

  private void add(int output, int batch, Accumulator<?> accumulator) {
    List<Integer> places = plan.outputs().get(output).places();
    ForwardPass pass = passes[output];
    for (int target = 0; target < places.size(); target++) {
      for (int lane = 0; lane < batch; lane++) {
        pass.logits(target, lane, logits);
        accumulator.add(places.get(target), logits);
      }
    }
  }
}
