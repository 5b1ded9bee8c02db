package io.ringfence.benchmarks.paired;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.ClopperPearson;
import io.ringfence.certificates.VoteCertificates;
import io.ringfence.certificates.estimation.AdaptivePlan;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.Datasets;
import io.ringfence.graph.region.NoiseRange;
import io.ringfence.graph.region.NoiseSchedules;
import io.ringfence.graph.region.RegionPlanner;
import io.ringfence.smoothing.Model;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.smoothing.MonteCarloSmoother;
import io.ringfence.smoothing.Smoother;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Adds random edges to a graph, and counts for every node within reach that withstood a budget how
 * many samples it takes to say so again: fresh ones of the new graph, or pairs of the old and the
 * new graph under the same noise, whose lost votes are bounded and taken from the old bound.
 *
 * <p>A pair is counted as one sample, as if the second forward pass cost nothing; so what is
 * printed flatters pairs.
 */
public final class PairedRecertification {

  private static final int SELECTION = 200;
  private static final double FAILURE = 1e-7;
  private static final int FIRST_LOOK = 125;
  private static final List<Budget> BUDGETS =
      List.of(new Budget(0, 1), new Budget(0, 3), new Budget(0, 5), new Budget(1, 0));

  private final Dataset dataset;
  private final Model model;
  private final RegionAssignment regions;
  private final BinaryNoiseSchedule schedule;
  private final VoteCertificates certificates;

  private PairedRecertification(Dataset dataset, Model model) {
    this.dataset = dataset;
    this.model = model;
    this.regions = RegionPlanner.balanced(5, 1).plan(dataset.adjacency());
    this.schedule =
        NoiseSchedules.byRank(
            regions.ranks(), new NoiseRange(0.01, 0.01), new NoiseRange(0.6, 0.95));
    this.certificates = new VoteCertificates(schedule);
  }

  /**
   * @param arguments dataset, model bundle of two hops, number of edges, samples of the old bound,
   *     samples of the new one at most
   */
  public static void main(String[] arguments) throws IOException {
    Dataset dataset = Datasets.read(Path.of(arguments[0]));
    Model model = ModelBundle.load(Path.of(arguments[1])).model();
    int edges = Integer.parseInt(arguments[2]);
    int old = Integer.parseInt(arguments[3]);
    int cap = Integer.parseInt(arguments[4]);
    new PairedRecertification(dataset, model).run(edges, old, cap);
  }

  private void run(int edges, int old, int cap) {
    AdaptivePlan plan = AdaptivePlan.doubling(FIRST_LOOK, cap);
    List<Comparison> comparisons = BUDGETS.stream().map(Comparison::new).toList();
    SplittableRandom random = new SplittableRandom(7);
    try (Smoother smoother = new MonteCarloSmoother(model)) {
      for (int edge = 0; edge < edges; edge++) {
        int source = random.nextInt(dataset.nodes());
        int target = (source + 1 + random.nextInt(dataset.nodes() - 1)) % dataset.nodes();
        EditedGraph graph = EditedGraph.of(dataset, regions.regionOf(), source, target);
        compare(smoother, graph, old, plan, random.nextLong(), comparisons);
      }
    }
    System.out.printf(
        "old bound from %d samples, new from at most %d, failure probability %.0e%n",
        old, cap, FAILURE);
    comparisons.forEach(Comparison::print);
  }

  private void compare(
      Smoother smoother,
      EditedGraph graph,
      int old,
      AdaptivePlan plan,
      long seed,
      List<Comparison> comparisons) {
    List<Integer> reached = graph.reached();
    Votes issued = Votes.draw(smoother, graph.before(), schedule, reached, SELECTION + old, seed);
    Votes fresh = Votes.draw(smoother, graph.after(), schedule, reached, plan.cap(), seed + 1);
    Votes before = Votes.draw(smoother, graph.before(), schedule, reached, plan.cap(), seed + 1);
    for (int i = 0; i < reached.size(); i++) {
      int node = i;
      int region = regions.regionOf().get(reached.get(i));
      int leader = issued.leader(i, SELECTION, model.classes());
      long votes = issued.count(i, leader, SELECTION + old) - issued.count(i, leader, SELECTION);
      double bound = ClopperPearson.lower(votes, old, FAILURE);
      for (Comparison comparison : comparisons) {
        double needed = Math.max(0.5, certificates.worstThreshold(region, comparison.budget));
        if (bound > needed) {
          comparison.add(
              plan,
              (samples, share) ->
                  ClopperPearson.lower(fresh.count(node, leader, samples), samples, share) > needed,
              (samples, share) ->
                  bound
                          - ClopperPearson.upper(
                              before.lost(fresh, node, leader, samples), samples, share)
                      > needed);
        }
      }
    }
  }

  private interface Decision {
    boolean holds(int samples, double failureProbability);
  }

  /** What one budget took. */
  private static final class Comparison {
    private final Budget budget;
    private int nodes;
    private int freshHeld;
    private int pairedHeld;
    private long fresh;
    private long paired;
    private long either;

    Comparison(Budget budget) {
      this.budget = budget;
    }

    void add(AdaptivePlan plan, Decision byFresh, Decision byPairs) {
      int withFresh = samples(plan, byFresh);
      int withPairs = samples(plan, byPairs);
      nodes++;
      freshHeld += withFresh > 0 ? 1 : 0;
      pairedHeld += withPairs > 0 ? 1 : 0;
      fresh += withFresh > 0 ? withFresh : plan.cap();
      paired += withPairs > 0 ? withPairs : plan.cap();
      either +=
          Math.min(withFresh > 0 ? withFresh : plan.cap(), withPairs > 0 ? withPairs : plan.cap());
    }

    private static int samples(AdaptivePlan plan, Decision decision) {
      for (int look = 0; look < plan.looks().size(); look++) {
        if (decision.holds(plan.samples(look), plan.share(look, FAILURE))) {
          return plan.samples(look);
        }
      }
      return 0;
    }

    void print() {
      System.out.printf(
          "%s: %d nodes; fresh: %.1f %% hold again, %.0f samples; pairs: %.1f %%, %.0f; the better of both, were it known: %.0f%n",
          budget,
          nodes,
          100.0 * freshHeld / nodes,
          (double) fresh / nodes,
          100.0 * pairedHeld / nodes,
          (double) paired / nodes,
          (double) either / nodes);
    }
  }
}
