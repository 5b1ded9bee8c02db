package io.ringfence.stream;

import io.ringfence.engine.TaskLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How work is cut into tasks and shared between graphs.
 *
 * @param limits of one certification
 * @param tasks most certifications under way at once, of all graphs together
 * @param watched by graph id the ids of the nodes that are certified before all others
 */
public record WorkSettings(TaskLimits limits, int tasks, Map<String, List<String>> watched) {

  /** Collective certificates and plans of epochs that are computed beside certifications. */
  static final int OTHERS_AT_ONCE = 2;

  /** Large enough for a citation graph as one task, small enough for a result within seconds. */
  public static final WorkSettings DEFAULT =
      new WorkSettings(new TaskLimits(4096, 20_000_000, Duration.ofSeconds(30)), 2, Map.of());

  public WorkSettings {
    watched = Map.copyOf(watched);
    if (tasks < 1) {
      throw new IllegalArgumentException(
          "%d certifications at once cannot be; allow at least 1.".formatted(tasks));
    }
  }

  /** Threads with which no task waits for one of another kind. */
  public int threads() {
    return tasks + OTHERS_AT_ONCE;
  }

  Set<String> watchedOf(String graphId) {
    return Set.copyOf(watched.getOrDefault(graphId, List.of()));
  }
}
