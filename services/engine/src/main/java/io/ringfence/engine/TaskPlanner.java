package io.ringfence.engine;

import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.certificates.SearchLimit;
import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.Subgraph;
import java.util.ArrayList;
import java.util.List;

/** Packs work that any thread can do: everything a task needs of the graph goes with it. */
final class TaskPlanner {

  private final String graphId;
  private final CertificationSettings settings;
  private final MasterSeed seed;
  private final LiveGraph graph;

  TaskPlanner(String graphId, CertificationSettings settings, MasterSeed seed, LiveGraph graph) {
    this.graphId = graphId;
    this.settings = settings;
    this.seed = seed;
    this.graph = graph;
  }

  /**
   * The longest beginning of a list whose receptive fields together are not too much work; the
   * first node at least. Cost: a few walks over fields of twice the size that fits.
   *
   * @param work most nodes of the field times samples of each
   */
  List<NodeEntry> fitting(List<NodeEntry> chosen, long work) {
    long nodes = work / samples();
    if (chosen.size() == 1 || graph.nodes() <= nodes) {
      return chosen;
    }
    int fits = 1;
    int tooMany = chosen.size() + 1;
    while (tooMany - fits > 1) {
      int trial = Math.min(2 * fits, (fits + tooMany) / 2);
      if (fieldNodes(chosen.subList(0, trial)) <= nodes) {
        fits = trial;
      } else {
        tooMany = trial;
      }
    }
    return chosen.subList(0, fits);
  }

  private int fieldNodes(List<NodeEntry> chosen) {
    return graph.fieldNodes(chosen.stream().map(NodeEntry::ordinal).toList());
  }

  private long samples() {
    return (long) settings.sampling().selectionSamples() + settings.sampling().cap();
  }

  /** The certification of some nodes, with the union of their receptive fields. */
  CertificationTask certification(List<NodeEntry> chosen, EpochRegions regions, OpenEpoch epoch) {
    Subgraph field = regions.on(graph.extract(chosen.stream().map(NodeEntry::ordinal).toList()));
    List<Integer> locals = new ArrayList<>(chosen.size());
    List<CertificationTarget> targets = new ArrayList<>(chosen.size());
    for (NodeEntry entry : chosen) {
      int local = field.local(entry.ordinal());
      locals.add(local);
      targets.add(
          new CertificationTarget(entry.ordinal(), field.region(local), level(entry, epoch)));
    }
    NoiseSchedule schedule = epoch.ledger().epoch().schedule();
    long taskSeed = seed.forCertification(graphId, epoch.number(), graph.version());
    List<Double> levels = targets.stream().map(CertificationTarget::failureProbability).toList();
    return new CertificationTask(
        graphId,
        graph.version(),
        epoch.number(),
        targets,
        new BoundSampler.Work(
            field,
            schedule,
            locals,
            levels,
            chosen.stream().map(NodeEntry::earlier).toList(),
            taskSeed),
        settings.sampling(),
        epoch.price(),
        settings.radiusCap());
  }

  private double level(NodeEntry entry, OpenEpoch epoch) {
    return settings
        .confidence()
        .failureProbability(epoch.ledger().capacity(), epoch.number(), entry.certifications() + 1);
  }

  /** The collective certificate of all nodes that are certified now. */
  CollectiveTask collective(NodeTable nodes, EpochRegions regions, OpenEpoch epoch, long round) {
    List<SchedulePrice.RegionBound> targets = new ArrayList<>();
    for (NodeEntry entry : nodes.all()) {
      if (entry.status() instanceof NodeStatus.Certified certified) {
        targets.add(
            new SchedulePrice.RegionBound(
                regions.of(entry.ordinal()), certified.bound(), certified.displaced()));
      }
    }
    return new CollectiveTask(
        graphId,
        epoch.number(),
        round,
        targets,
        settings.grid(),
        epoch.price(),
        SearchLimit.ofTime(settings.collectiveTimeLimit()));
  }
}
