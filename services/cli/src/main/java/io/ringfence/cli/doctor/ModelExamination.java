package io.ringfence.cli.doctor;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import io.ringfence.smoothing.DeviceChoice;
import io.ringfence.smoothing.Model;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.smoothing.ModelException;
import io.ringfence.smoothing.NativeModel;
import io.ringfence.smoothing.ReferenceScores;
import io.ringfence.smoothing.Smoother;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Loads a model, compares its scores with those it brought along, and measures its speed. */
final class ModelExamination {

  /** The graph that is measured on; fields of a few hops are as large in a larger one. */
  private static final int NODES = 1_000;

  private static final int HALF_DEGREE = 3;
  private static final double ONES = 20;
  private static final long ENOUGH_NANOS = 1_500_000_000L;
  private static final NoiseLevel NOISE = NoiseLevel.of(0.01, 0.6);

  private final Path folder;
  private final DeviceChoice device;
  private final int threads;
  private final List<Finding> findings;

  ModelExamination(Path folder, DeviceChoice device, int threads, List<Finding> findings) {
    this.folder = folder;
    this.device = device;
    this.threads = threads;
    this.findings = findings;
  }

  /**
   * @param samples per certificate
   * @param nodes of the user's graph
   */
  void run(int samples, int nodes) {
    Model model;
    try {
      model = ModelBundle.load(folder).model();
    } catch (ModelException e) {
      failed("model", e);
      skip("scores", "field", "speed");
      return;
    }
    String kind = model instanceof NativeModel ? "weights" : "TorchScript";
    add(
        "model",
        Finding.State.OK,
        "'%s' has %s for %d attributes and %d classes"
            .formatted(folder, kind, model.attributes(), model.classes()));
    scores(model);
    try (Smoother smoother = device.smoother(model, threads)) {
      field(model);
      speed(model, smoother, samples, nodes);
    } catch (ModelException | IllegalStateException e) {
      failed("field", e);
      skip("speed");
    }
  }

  private void scores(Model model) {
    try {
      Optional<ReferenceScores> reference = ReferenceScores.of(folder, model);
      if (reference.isEmpty()) {
        add(
            "scores",
            Finding.State.NOTE,
            "no %s to compare with; tools/export_pyg.py writes it".formatted(ReferenceScores.FILE));
        return;
      }
      double gap = reference.get().gap(model);
      boolean same = gap <= ReferenceScores.TOLERANCE;
      add(
          "scores",
          same ? Finding.State.OK : Finding.State.FAILED,
          String.format(
              Locale.ROOT,
              "of %d nodes differ by at most %.1e from those of the exporter%s",
              reference.get().nodes().size(),
              gap,
              same
                  ? ""
                  : "; at most %.0e is allowed. Export the model again"
                      .formatted(ReferenceScores.TOLERANCE)));
    } catch (ModelException e) {
      failed("scores", e);
    }
  }

  private void field(Model model) {
    boolean whole = model.receptiveField().isUnbounded();
    boolean declared = !(model instanceof NativeModel);
    String reach =
        whole
            ? "every change reaches every node of the graph; declare 'hops' if the model has any"
            : "changes reach %d hops".formatted(model.receptiveField().attributeHops());
    add(
        "field",
        declared ? Finding.State.NOTE : Finding.State.OK,
        declared && !whole ? reach + " as declared: tried on small graphs, not proven" : reach);
  }

  private void speed(Model model, Smoother smoother, int samples, int nodes) {
    SplittableRandom random = new SplittableRandom(1);
    boolean whole = model.receptiveField().isUnbounded();
    int measured = Math.min(nodes, NODES);
    Subgraph graph = graph(random, measured, model.attributes());
    List<Integer> reached = reached(graph, model);
    BinaryNoiseSchedule schedule = BinaryNoiseSchedule.uniform(1, NOISE);
    int drawn = 0;
    int count = 4;
    long start = System.nanoTime();
    while (System.nanoTime() - start < ENOUGH_NANOS) {
      smoother.smooth(
          new SmoothingTask(graph, schedule, reached, new SampleRange(drawn, count), 1));
      drawn += count;
      count = Math.min(1_024, 2 * count);
    }
    double perSample = (System.nanoTime() - start) / 1e9 / drawn;
    double seconds = perSample * samples * (whole ? (double) nodes / measured : 1);
    add(
        "speed",
        Finding.State.OK,
        String.format(
            Locale.ROOT,
            "at %,d nodes one update of an edge, which reaches some %d nodes, costs about %.2g s (%d samples, %d threads of this machine)",
            nodes,
            whole ? nodes : reached.size(),
            seconds,
            samples,
            threads));
  }

  private static List<Integer> reached(Subgraph graph, Model model) {
    if (model.receptiveField().isUnbounded()) {
      return IntStream.range(0, graph.nodes()).boxed().toList();
    }
    TreeSet<Integer> inside = new TreeSet<>(List.of(graph.nodes() / 2));
    for (int hop = 0; hop < model.receptiveField().structureHops(); hop++) {
      for (int node : List.copyOf(inside)) {
        SparseRows neighbours = graph.neighbours();
        for (int k = neighbours.start(node); k < neighbours.end(node); k++) {
          inside.add(neighbours.column(k));
        }
      }
    }
    return List.copyOf(inside);
  }

  /** Every node joined to some others, near in a ring mostly: balls grow as in real graphs. */
  private static Subgraph graph(SplittableRandom random, int nodes, int attributes) {
    List<TreeSet<Integer>> joined = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      joined.add(new TreeSet<>());
    }
    for (int i = 0; i < nodes * HALF_DEGREE; i++) {
      int a = i % nodes;
      int b = random.nextInt(4) == 0 ? random.nextInt(nodes) : (a + 1 + random.nextInt(20)) % nodes;
      if (a != b) {
        joined.get(a).add(b);
        joined.get(b).add(a);
      }
    }
    List<TreeSet<Integer>> ones = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      TreeSet<Integer> row = new TreeSet<>();
      for (int k = 0; k < Math.min(ONES, attributes / 2.0); k++) {
        row.add(random.nextInt(attributes));
      }
      ones.add(row);
    }
    SparseRows adjacency = rows(joined, nodes);
    return new Subgraph(
        LongStream.range(0, nodes).toArray(),
        new int[nodes],
        IntStream.range(0, nodes).map(adjacency::count).toArray(),
        adjacency,
        new BinaryAttributeMatrix(rows(ones, attributes)));
  }

  private static SparseRows rows(List<TreeSet<Integer>> of, int width) {
    int[] offsets = new int[of.size() + 1];
    for (int i = 0; i < of.size(); i++) {
      offsets[i + 1] = offsets[i] + of.get(i).size();
    }
    return SparseRows.owning(
        offsets, of.stream().flatMap(TreeSet::stream).mapToInt(Integer::intValue).toArray(), width);
  }

  private void add(String check, Finding.State state, String words) {
    findings.add(new Finding(check, state, words));
  }

  private void failed(String check, Exception e) {
    add(check, Finding.State.FAILED, String.valueOf(e.getMessage()));
  }

  private void skip(String... checks) {
    for (String check : checks) {
      add(check, Finding.State.SKIPPED, "needs a model that loads");
    }
  }
}
