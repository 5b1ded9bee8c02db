package io.ringfence.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The certifications of one generation that other threads work on. */
final class TasksUnderWay {

  private final List<CertificationTask> tasks = new ArrayList<>();
  private boolean spared;

  void add(CertificationTask task) {
    tasks.add(task);
  }

  /** Takes a task out; false if it is not one of these. */
  boolean remove(CertificationTask task) {
    return tasks.remove(task);
  }

  boolean isEmpty() {
    return tasks.isEmpty();
  }

  /** Graph versions that are sampled, in no order, possibly one more than once. */
  long[] versions() {
    long[] versions = new long[tasks.size()];
    for (int i = 0; i < versions.length; i++) {
      versions[i] = tasks.get(i).version();
    }
    return versions;
  }

  /** Ordinals of nodes of which a result that still says something is on its way. */
  Set<Long> awaited(NodeTable nodes) {
    Set<Long> awaited = new HashSet<>();
    for (CertificationTask task : tasks) {
      if (!task.isCancelled()) {
        current(nodes, task).forEach(entry -> awaited.add(entry.ordinal()));
      }
    }
    return awaited;
  }

  /**
   * Asks tasks to stop that are not worth finishing: those without a target that is still current,
   * and those that have lost more than half of their targets, but of these not two without a result
   * in between, so that work for a busy neighbourhood comes to an end.
   *
   * <p>The targets that are still current pay for the samples that were drawn of them: how long
   * sampling takes may depend on what it shows.
   */
  void cancelObsolete(NodeTable nodes) {
    for (CertificationTask task : tasks) {
      if (task.isCancelled()) {
        continue;
      }
      List<NodeEntry> current = current(nodes, task);
      if (current.isEmpty()) {
        task.cancel();
      } else if (!spared && 2 * current.size() < task.nodes()) {
        task.cancel();
        spared = true;
        current.forEach(NodeEntry::countUnused);
      }
    }
  }

  /** A result has come, whatever it said. */
  void completed() {
    spared = false;
  }

  private static List<NodeEntry> current(NodeTable nodes, CertificationTask task) {
    List<NodeEntry> current = new ArrayList<>();
    for (CertificationTarget target : task.targets()) {
      NodeEntry entry = nodes.find(target.ordinal());
      if (entry != null && Settling.isCurrent(entry, task)) {
        current.add(entry);
      }
    }
    return current;
  }

  /** Asks all tasks to stop, and forgets them. */
  void cancelAll() {
    tasks.forEach(CertificationTask::cancel);
    tasks.clear();
  }
}
