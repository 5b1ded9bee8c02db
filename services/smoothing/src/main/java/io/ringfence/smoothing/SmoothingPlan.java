package io.ringfence.smoothing;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.SmoothingTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Everything about a task that does not depend on the sample: the receptive field of each output
 * region, gathered into groups that share their draws and fit into memory. Immutable, shared by the
 * threads that work on the task.
 */
final class SmoothingPlan {

  /**
   * Activations of one group stay below this many bytes per thread, unless one region is larger.
   */
  private static final long GROUP_BYTES = 256L << 20;

  /** A group keeps two sums of first-layer rows per region and thread. */
  private static final int GROUP_REGIONS = 1024;

  private final SmoothingTask task;
  private final List<List<OutputRegion>> groups;

  private SmoothingPlan(SmoothingTask task, List<List<OutputRegion>> groups) {
    this.task = task;
    this.groups = groups;
  }

  /** One output region: its index, field, and the place of each of its targets in the task. */
  record OutputRegion(int region, RegionField field, List<Integer> places) {}

  static SmoothingPlan of(NativeModel model, SmoothingTask task) {
    model.requireFits(task.subgraph());
    int hops = model.receptiveField().attributeHops();
    List<List<OutputRegion>> groups = new ArrayList<>();
    List<OutputRegion> group = new ArrayList<>();
    long bytes = 0;
    for (Targets targets : targets(task)) {
      OutputRegion output =
          new OutputRegion(
              targets.region(),
              RegionField.of(task.subgraph(), targets.locals(), hops),
              targets.places());
      long more = ForwardPass.bytes(model, output.field());
      if (!group.isEmpty() && (bytes + more > GROUP_BYTES || group.size() == GROUP_REGIONS)) {
        groups.add(List.copyOf(group));
        group.clear();
        bytes = 0;
      }
      group.add(output);
      bytes += more;
    }
    if (!group.isEmpty()) {
      groups.add(List.copyOf(group));
    }
    return new SmoothingPlan(task, List.copyOf(groups));
  }

  /** Bits are flipped, real numbers are shifted. */
  private static void requireNoiseFits(SmoothingTask task) {
    if (task.subgraph().attributes() instanceof BinaryAttributeMatrix) {
      BinaryNoiseSchedule.require(task.schedule());
    } else {
      RealNoiseSchedule.require(task.schedule());
    }
  }

  /** The targets in one region: ascending local indices, and the place of each in the task. */
  static final class Targets {
    private final int region;
    private final int[] locals;
    private final List<Integer> places;

    private Targets(int region, int[] locals, List<Integer> places) {
      this.region = region;
      this.locals = locals;
      this.places = places;
    }

    int region() {
      return region;
    }

    /** Read only. */
    int[] locals() {
      return locals;
    }

    List<Integer> places() {
      return places;
    }
  }

  /** The regions that have targets. */
  static List<Targets> targets(SmoothingTask task) {
    requireNoiseFits(task);
    List<List<Integer>> placesOf = new ArrayList<>();
    for (int c = 0; c < task.schedule().regions(); c++) {
      placesOf.add(new ArrayList<>());
    }
    int[] placeOfLocal = new int[task.subgraph().nodes()];
    Arrays.fill(placeOfLocal, -1);
    for (int place = 0; place < task.targets().size(); place++) {
      int local = task.targets().get(place);
      if (placeOfLocal[local] >= 0) {
        throw new IllegalArgumentException(
            "Target %d is named twice; name each once.".formatted(local));
      }
      placeOfLocal[local] = place;
      placesOf.get(task.subgraph().region(local)).add(local);
    }
    List<Targets> outputs = new ArrayList<>();
    for (int c = 0; c < placesOf.size(); c++) {
      int[] locals = placesOf.get(c).stream().mapToInt(Integer::intValue).sorted().toArray();
      if (locals.length > 0) {
        outputs.add(
            new Targets(
                c, locals, Arrays.stream(locals).mapToObj(local -> placeOfLocal[local]).toList()));
      }
    }
    return outputs;
  }

  SmoothingTask task() {
    return task;
  }

  List<List<OutputRegion>> groups() {
    return groups;
  }
}
