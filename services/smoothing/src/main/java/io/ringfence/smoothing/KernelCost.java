package io.ringfence.smoothing;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.SparseRows;
import java.util.List;

/**
 * What the CPU kernel cannot do without, counted for one sample of a task: one noisy graph for
 * every region. Comparing bits, copying, converting and counting votes are left out, so the time
 * that {@link KernelCeilings} gives for it is a floor.
 *
 * @param words random words to draw
 * @param rowAdditions additions of 32-bit numbers for the first layer: expected rows × width
 * @param propagationAdditions additions of 32-bit numbers along edges
 * @param products multiplications, with an addition each, in the layers above the first
 */
public record KernelCost(
    double words, double rowAdditions, double propagationAdditions, double products) {

  /**
   * @throws IllegalArgumentException if the task's attributes are real numbers
   */
  public static KernelCost perSample(Model model, SmoothingTask task) {
    if (!(task.subgraph().attributes() instanceof BinaryAttributeMatrix binary)) {
      throw new IllegalArgumentException(
          "Attributes are real numbers; costs are counted for binary ones. Give a binary attribute matrix.");
    }
    return perSample(NativeModel.require(model), task, binary);
  }

  private static KernelCost perSample(
      NativeModel model, SmoothingTask task, BinaryAttributeMatrix binary) {
    KernelCost sum = new KernelCost(0, 0, 0, 0);
    SmoothingPlan plan = SmoothingPlan.of(model, task);
    int width = FirstLayer.of(model).width();
    for (List<SmoothingPlan.OutputRegion> group : plan.groups()) {
      sum = sum.plus(firstLayer(model, task, binary.ones(), group, width));
      for (SmoothingPlan.OutputRegion output : group) {
        sum = sum.plus(above(model, output.field()));
      }
    }
    return sum;
  }

  private static KernelCost firstLayer(
      NativeModel model,
      SmoothingTask task,
      SparseRows ones,
      List<SmoothingPlan.OutputRegion> group,
      int width) {
    BinaryNoiseSchedule schedule = BinaryNoiseSchedule.require(task.schedule());
    GroupNodes nodes = GroupNodes.of(task.subgraph().nodes(), group);
    double words = 0;
    double rows = 0;
    for (int i = 0; i < nodes.count(); i++) {
      double addition = 0;
      double deletion = 1;
      for (int k = nodes.start(i); k < nodes.end(i); k++) {
        int output = group.get(nodes.output(k)).region();
        NoiseLevel level = schedule.level(output, task.subgraph().region(nodes.local(i)));
        addition = Math.max(addition, level.addition());
        deletion = Math.min(deletion, level.deletion());
      }
      int set = ones.count(nodes.local(i));
      words += NodeNoise.words(ones.width()) + set;
      rows += addition * (ones.width() - set) + (1 - deletion) * set;
    }
    double products =
        model instanceof AppnpModel appnp
            ? (double) FlipLevels.of(task, group, nodes).views().count()
                * appnp.hidden()
                * appnp.classes()
            : 0;
    return new KernelCost(words, rows * width, 0, products);
  }

  private static KernelCost above(NativeModel model, RegionField field) {
    if (model instanceof AppnpModel appnp) {
      double additions = 0;
      for (int t = 1; t <= appnp.hops(); t++) {
        additions += (double) terms(field, field.within(appnp.hops() - t)) * appnp.classes();
      }
      return new KernelCost(0, 0, additions, 0);
    }
    List<Integer> widths = model.widths();
    int layers = widths.size();
    double additions = 0;
    double products = 0;
    for (int l = 0; l < layers; l++) {
      int outputs =
          model instanceof GatModel gat ? gat.layers().get(l).weight().columns() : widths.get(l);
      additions += (double) terms(field, field.within(layers - 1 - l)) * outputs;
      if (l > 0) {
        int matrices = model instanceof SageModel ? 2 : 1;
        products += (double) field.within(layers - l) * widths.get(l - 1) * outputs * matrices;
      }
    }
    return new KernelCost(0, 0, additions, products);
  }

  /** Terms of the sums over a node and its neighbours in the first rows of a field. */
  private static long terms(RegionField field, int rows) {
    long terms = 0;
    for (int row = 0; row < rows; row++) {
      terms += field.neighbours(row) + 1;
    }
    return terms;
  }

  private KernelCost plus(KernelCost other) {
    return new KernelCost(
        words + other.words,
        rowAdditions + other.rowAdditions,
        propagationAdditions + other.propagationAdditions,
        products + other.products);
  }
}
