package io.ringfence.smoothing;

import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a TorchScript module on two made-up graphs before it is used: what it takes and returns,
 * that it says the same twice, that it says nothing else when what lies beyond its declared field
 * changes or is left out, that copies side by side do not disturb each other, and how long it
 * takes. It finds mistakes; it proves nothing.
 */
final class ScriptCheck {

  private static final Logger LOG = LoggerFactory.getLogger(ScriptCheck.class);

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** One copy of a graph of some hundred nodes: a certificate takes a thousand. */
  private static final Duration TOO_SLOW = Duration.ofSeconds(2);

  private static final double TOLERANCE = 1e-4;
  private static final int MOST_HOPS = 100;
  private static final int GRAPHS = 2;

  private final ScriptModule module;
  private final TorchScriptModel model;

  private ScriptCheck(ScriptModule module) {
    this.module = module;
    this.model = module.model();
  }

  /**
   * @param nodes of the graph that was timed
   * @param perCopy time of one call on one copy of it
   */
  record Speed(int nodes, Duration perCopy) {}

  /**
   * @throws ModelException if the module does not do what its bundle declares, or takes too long
   */
  static Speed run(ScriptModule module) {
    FutureTask<Speed> check = new FutureTask<>(new ScriptCheck(module)::check);
    Thread thread = new Thread(check, "torchscript-check");
    thread.setDaemon(true);
    thread.start();
    try {
      return check.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new ModelException(
          "The TorchScript module was not through its checks on small graphs after %d s; it is too slow to be smoothed. Export a smaller model, or use device 'gpu'."
              .formatted(PATIENCE.toSeconds()),
          e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ModelException refused) {
        throw refused;
      }
      throw new ModelException("The TorchScript module cannot be checked: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ModelException("Checking the TorchScript module was interrupted.", e);
    }
  }

  private Speed check() {
    int hops = model.hops().orElse(1);
    int nodes = 8 * Math.min(hops, MOST_HOPS) + 40;
    Speed speed = new Speed(nodes, Duration.ZERO);
    for (int graph = 0; graph < GRAPHS; graph++) {
      Subgraph whole = sample(new SplittableRandom(graph + 1L), nodes);
      ScriptPiece all = ScriptPiece.of(model, whole, IntStream.range(0, nodes).toArray());
      float[] x = all.clean(whole.attributes());
      float[] scores = scores(x, all);
      long start = System.nanoTime();
      float[] again = scores(x, all);
      speed = new Speed(nodes, Duration.ofNanos(System.nanoTime() - start));
      requireQuick(speed);
      requireSame(scores, again);
      if (model.hops().isPresent()) {
        requireSeparate(all, x, scores);
        requireField(whole, all, scores, hops);
      }
    }
    if (model.hops().isEmpty()) {
      LOG.warn(
          "The TorchScript module is declared unbounded: every change reaches every node, and every copy is computed by itself. Declare its 'hops' if it has any.");
    } else if (hops > MOST_HOPS) {
      LOG.warn("The declared field of {} hops is too large to be checked.", hops);
    } else {
      LOG.warn(
          "The declared field of {} hops was checked by perturbation on {} small graphs, which is a check and no proof: certificates are only as true as the declaration.",
          hops,
          GRAPHS);
    }
    LOG.info(
        "One noisy copy of {} nodes takes {} ms in the TorchScript module.",
        nodes,
        speed.perCopy().toNanos() / 1e6);
    return speed;
  }

  private float[] scores(float[] x, ScriptPiece piece) {
    float[] out = module.forward(x, piece.rows(), piece.edges(1));
    for (int i = 0; i < out.length; i++) {
      if (!Float.isFinite(out[i])) {
        throw new ModelException(
            "The TorchScript module returns %s on a small graph of zeros and ones; scores must be finite numbers. Train or export it again."
                .formatted(out[i]));
      }
    }
    if (model.output() == TorchScriptModel.Output.PROBABILITIES) {
      requireProbabilities(out);
    }
    return out;
  }

  private void requireProbabilities(float[] out) {
    for (int row = 0; row < out.length / model.classes(); row++) {
      double sum = 0;
      boolean negative = false;
      for (int y = 0; y < model.classes(); y++) {
        sum += out[row * model.classes() + y];
        negative |= out[row * model.classes() + y] < 0;
      }
      if (negative || Math.abs(sum - 1) > 1e-3) {
        throw new ModelException(
            "'output' is 'probabilities', but scores of a node sum to %s%s; they must be positive with sum 1. Declare 'logits'."
                .formatted((float) sum, negative ? " with negative ones" : ""));
      }
    }
  }

  private static void requireQuick(Speed speed) {
    if (speed.perCopy().compareTo(TOO_SLOW) > 0) {
      throw new ModelException(
          "The TorchScript module takes %d ms for one noisy copy of %d nodes; a certificate needs hundreds, so at most %d ms are taken. Export a smaller model, or use device 'gpu'."
              .formatted(speed.perCopy().toMillis(), speed.nodes(), TOO_SLOW.toMillis()));
    }
  }

  private static void requireSame(float[] first, float[] second) {
    double gap = gap(first, 0, second, 0, first.length);
    if (gap > TOLERANCE) {
      throw new ModelException(
          "The TorchScript module says something else when it is asked twice (scores differ by %s); it must be deterministic. Leave out random numbers, and export it in evaluation mode (module.eval())."
              .formatted((float) gap));
    }
  }

  private void requireSeparate(ScriptPiece all, float[] x, float[] scores) {
    float[] other = new float[x.length];
    for (int i = 0; i < all.nodes() * model.attributes(); i++) {
      other[i] = 1 - x[i];
    }
    float[] both = Arrays.copyOf(x, 2 * x.length);
    System.arraycopy(other, 0, both, x.length, x.length);
    float[] together = module.forward(both, 2 * all.rows(), all.edges(2));
    double gap =
        Math.max(
            gap(together, 0, scores, 0, scores.length),
            gap(together, scores.length, scores(other, all), 0, scores.length));
    if (gap > TOLERANCE) {
      throw new ModelException(
          "Scores change by %s when another graph that does not touch is computed beside; a module with 'hops' must not look at the whole input (pooling, or normalisation over all nodes). Declare \"hops\": \"unbounded\"."
              .formatted((float) gap));
    }
  }

  private void requireField(Subgraph whole, ScriptPiece all, float[] scores, int hops) {
    if (hops > MOST_HOPS) {
      return;
    }
    int classes = model.classes();
    for (int target : new int[] {0, whole.nodes() / 3, whole.nodes() - 1}) {
      ScriptPiece piece = ScriptPiece.of(model, whole, new int[] {target});
      float[] cut = scores(piece.clean(whole.attributes()), piece);
      double gap = gap(cut, 0, scores, target * classes, classes);
      boolean[] near = new boolean[whole.nodes()];
      for (int p = 0; p < piece.nodes(); p++) {
        near[piece.local(p)] = true;
      }
      float[] x = all.clean(whole.attributes());
      for (int i = 0; i < whole.nodes() * model.attributes(); i++) {
        x[i] = near[i / model.attributes()] ? x[i] : 1 - x[i];
      }
      gap = Math.max(gap, gap(scores(x, all), target * classes, scores, target * classes, classes));
      if (gap > TOLERANCE) {
        throw new ModelException(
            "Scores of a node change by %s when what lies more than %d hops away changes; by 'hops' they must not. Declare as many hops as the model has layers, or \"unbounded\"."
                .formatted((float) gap, hops));
      }
    }
  }

  /** The largest difference, relative to scores above one. */
  private static double gap(float[] a, int fromA, float[] b, int fromB, int length) {
    double gap = 0;
    for (int i = 0; i < length; i++) {
      double scale = Math.max(1, Math.abs(b[fromB + i]));
      gap = Math.max(gap, Math.abs((double) a[fromA + i] - b[fromB + i]) / scale);
    }
    return gap;
  }

  /** A ring with chords: every ball of the declared field leaves something out. */
  private Subgraph sample(SplittableRandom random, int nodes) {
    boolean[][] edge = new boolean[nodes][nodes];
    for (int a = 0; a < nodes; a++) {
      for (int step = 1; step <= 2; step++) {
        int b = (a + step) % nodes;
        boolean there = step == 1 || random.nextInt(3) == 0;
        edge[a][b] |= there;
        edge[b][a] |= there;
      }
    }
    SparseRows adjacency = rows(edge, nodes);
    double density = Math.max(0.02, Math.min(0.5, 20.0 / model.attributes()));
    boolean[][] bits = new boolean[nodes][model.attributes()];
    for (boolean[] row : bits) {
      for (int d = 0; d < row.length; d++) {
        row[d] = random.nextDouble() < density;
      }
    }
    return new Subgraph(
        LongStream.range(0, nodes).toArray(),
        new int[nodes],
        IntStream.range(0, nodes).map(adjacency::count).toArray(),
        adjacency,
        new BinaryAttributeMatrix(rows(bits, model.attributes())));
  }

  private static SparseRows rows(boolean[][] ones, int width) {
    int[] offsets = new int[ones.length + 1];
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < ones.length; i++) {
      for (int d = 0; d < width; d++) {
        if (ones[i][d]) {
          columns.add(d);
        }
      }
      offsets[i + 1] = columns.size();
    }
    return SparseRows.owning(
        offsets, columns.stream().mapToInt(Integer::intValue).toArray(), width);
  }
}
