package io.ringfence.smoothing;

import ai.djl.Device;
import io.ringfence.certificates.statistics.Softmax;
import io.ringfence.graph.AttributeMatrix;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.Subgraph;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Softmax scores of a model on a graph as it is, without noise. Float32, with an error below 1e-5.
 * Immutable.
 */
public final class Scores {

  private static final int[] NONE = {};

  private final float[] values;
  private final int classes;

  private Scores(float[] values, int classes) {
    this.values = values;
    this.classes = classes;
  }

  /**
   * Scores of every node.
   *
   * @throws ModelException if the model does not fit
   * @throws IllegalArgumentException if the piece lacks a neighbour of a node; name the targets
   *     then
   */
  public static Scores of(Model model, Subgraph subgraph) {
    return of(model, subgraph, IntStream.range(0, subgraph.nodes()).boxed().toList());
  }

  /**
   * Scores of some nodes, one row per target in their order.
   *
   * @param targets local indices without duplicates, whose receptive fields the piece holds
   */
  public static Scores of(Model model, Subgraph subgraph, List<Integer> targets) {
    model.requireFits(subgraph);
    return model instanceof TorchScriptModel script
        ? of(script, subgraph, targets)
        : of(NativeModel.require(model), subgraph, targets);
  }

  private static Scores of(NativeModel model, Subgraph subgraph, List<Integer> targets) {
    int[] locals = targets.stream().mapToInt(Integer::intValue).toArray();
    RegionField field = RegionField.of(subgraph, locals, model.receptiveField().attributeHops());
    ForwardPass pass = ForwardPass.of(model, field);
    feed(model, subgraph, field, pass);
    pass.run();
    return read(pass, field, locals, model.classes());
  }

  /** Loads libtorch on first use. */
  private static Scores of(TorchScriptModel model, Subgraph subgraph, List<Integer> targets) {
    int[] locals = targets.stream().mapToInt(Integer::intValue).toArray();
    ScriptPiece piece = ScriptPiece.of(model, subgraph, locals);
    float[] logits;
    try (ScriptModule module = ScriptModule.load(model, Device.cpu())) {
      float[] x = piece.clean(subgraph.attributes());
      logits = module.logits(x, piece.rows(), piece.edges(1));
    }
    int[] positionOf = new int[subgraph.nodes()];
    for (int position = 0; position < piece.targets(); position++) {
      positionOf[piece.local(position)] = position;
    }
    float[] values = new float[locals.length * model.classes()];
    double[] scores = new double[model.classes()];
    for (int target = 0; target < locals.length; target++) {
      for (int y = 0; y < scores.length; y++) {
        scores[y] = logits[positionOf[locals[target]] * scores.length + y];
      }
      Softmax.apply(scores);
      for (int y = 0; y < scores.length; y++) {
        values[target * scores.length + y] = (float) scores[y];
      }
    }
    return new Scores(values, model.classes());
  }

  private static void feed(
      NativeModel model, Subgraph subgraph, RegionField field, ForwardPass pass) {
    List<SmoothingPlan.OutputRegion> group =
        List.of(new SmoothingPlan.OutputRegion(0, field, List.of()));
    GroupNodes nodes = GroupNodes.of(subgraph.nodes(), group);
    HiddenCells cells = HiddenCells.of(model, group, nodes, NoiseViews.of(nodes, sight -> 0));
    FirstLayer first = FirstLayer.of(model);
    HiddenLayer layer = HiddenLayer.of(model, first);
    PlainHidden hidden = new PlainHidden(layer, cells);
    AttributeMatrix attributes = subgraph.attributes();
    int[] columns = attributes instanceof BinaryAttributeMatrix b ? b.ones().copyColumns() : NONE;
    float[] product = new float[first.width()];
    int[] none = new int[first.width()];
    int[] sum = new int[first.width()];
    for (int i = 0; i < nodes.count(); i++) {
      int local = nodes.local(i);
      if (attributes instanceof BinaryAttributeMatrix binary) {
        Arrays.fill(sum, 0);
        first.fixed().add(columns, binary.ones().start(local), binary.ones().end(local), sum);
        first.fixed().read(sum, none, product);
      } else {
        first.multiply((RealAttributeMatrix) attributes, local, product, 0);
      }
      hidden.add(i, layer.scale(subgraph.degree(local)), product);
    }
    cells.deliver(hidden.finish(), layer.stride(), 0, new ForwardPass[] {pass});
  }

  private static Scores read(ForwardPass pass, RegionField field, int[] locals, int classes) {
    int[] positionOf = new int[IntStream.of(locals).max().orElse(-1) + 1];
    for (int position = 0; position < field.targets(); position++) {
      positionOf[field.local(position)] = position;
    }
    float[] values = new float[locals.length * classes];
    double[] scores = new double[classes];
    for (int target = 0; target < locals.length; target++) {
      pass.logits(positionOf[locals[target]], 0, scores);
      Softmax.apply(scores);
      for (int y = 0; y < classes; y++) {
        values[target * classes + y] = (float) scores[y];
      }
    }
    return new Scores(values, classes);
  }

  /** Number of rows. */
  public int targets() {
    return values.length / classes;
  }

  /** Number of columns. */
  public int classes() {
    return classes;
  }

  /** Score of a class, in [0, 1]; a row sums to 1. */
  public float score(int target, int scoredClass) {
    return values[target * classes + scoredClass];
  }

  /** The class with the highest score; of equal ones, the lowest. */
  public int prediction(int target) {
    int best = 0;
    for (int y = 1; y < classes; y++) {
      if (score(target, y) > score(target, best)) {
        best = y;
      }
    }
    return best;
  }
}
