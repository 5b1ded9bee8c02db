package io.ringfence.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The certifications of one generation that other threads work on. */
final class TasksUnderWay {

  private final List<CertificationTask> tasks = new ArrayList<>();

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
    return tasks.stream().mapToLong(CertificationTask::version).toArray();
  }

  /** Ordinals of nodes of which a result that still says something is on its way. */
  Set<Long> awaited(NodeTable nodes) {
    Set<Long> awaited = new HashSet<>();
    for (CertificationTask task : tasks) {
      for (CertificationTarget target : task.targets()) {
        NodeEntry entry = nodes.find(target.ordinal());
        if (entry != null && Settling.isCurrent(entry, task)) {
          awaited.add(target.ordinal());
        }
      }
    }
    return awaited;
  }

  /** Asks the tasks of which no target is current any more to stop. */
  void cancelObsolete(NodeTable nodes) {
    for (CertificationTask task : tasks) {
      if (task.targets().stream().noneMatch(target -> isCurrent(nodes, task, target))) {
        task.cancel();
      }
    }
  }

  private static boolean isCurrent(
      NodeTable nodes, CertificationTask task, CertificationTarget target) {
    NodeEntry entry = nodes.find(target.ordinal());
    return entry != null && Settling.isCurrent(entry, task);
  }

  /** Asks all tasks to stop, and forgets them. */
  void cancelAll() {
    tasks.forEach(CertificationTask::cancel);
    tasks.clear();
  }
}
