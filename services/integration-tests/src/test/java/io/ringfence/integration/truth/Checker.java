package io.ringfence.integration.truth;

import io.ringfence.schemas.v1.GraphCertificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * A stranger who reads the committed topics transaction by transaction, makes the graphs from the
 * input up to the committed positions, and holds after every transaction all that is in force
 * against them.
 */
final class Checker {

  private final TinyDeployment deployment;
  private final Map<TopicPartition, NavigableMap<Long, Step>> input;
  private final Map<TopicPartition, Long> done = new HashMap<>();
  private final Map<String, WatchedGraph> graphs = new HashMap<>();
  private final Tally tally = new Tally();

  /**
   * @param input what lies where
   */
  Checker(TinyDeployment deployment, Map<TopicPartition, NavigableMap<Long, Step>> input) {
    this.deployment = deployment;
    this.input = input;
  }

  Tally check(List<Seen> transactions) {
    transactions.forEach(this::check);
    input.forEach(
        (partition, steps) -> {
          long position = done.getOrDefault(partition, 0L);
          if (position <= steps.lastKey()) {
            tally.violate(Violation.Kind.ACCOUNT, "%s was read only up to %d", partition, position);
          }
        });
    tally.streams = graphs.size();
    return tally;
  }

  private void check(Seen seen) {
    tally.transactions++;
    Set<String> touched = new LinkedHashSet<>();
    Set<Seen.Place> refused = new HashSet<>();
    seen.positions()
        .forEach((partition, position) -> advance(partition, position, touched, refused));
    if (!refused.equals(new HashSet<>(seen.letters())) || refused.size() != seen.letters().size()) {
      tally.violate(
          Violation.Kind.ACCOUNT, "%s must be dead letters, %s are", refused, seen.letters());
    }
    tally.letters += seen.letters().size();
    for (Seen.Element element : seen.elements()) {
      tally.epochs += element.record().filter(r -> r.hasEpoch()).isPresent() ? 1 : 0;
      touched.add(element.graphId());
      graph(element.graphId()).log(element);
    }
    for (Seen.Word word : seen.words()) {
      touched.add(word.graphId());
      graph(word.graphId()).hear(word);
    }
    for (GraphCertificate word : seen.graphs()) {
      touched.add(word.getGraphId());
      graph(word.getGraphId()).hear(word);
    }
    touched.forEach(graphId -> graph(graphId).check(tally));
  }

  private void advance(
      TopicPartition partition, long position, Set<String> touched, Set<Seen.Place> refused) {
    long before = done.getOrDefault(partition, 0L);
    if (position < before) {
      tally.violate(
          Violation.Kind.ACCOUNT, "%s went back from %d to %d", partition, before, position);
      return;
    }
    done.put(partition, position);
    NavigableMap<Long, Step> taken =
        input.getOrDefault(partition, new TreeMap<>()).subMap(before, true, position, false);
    Set<String> seen = new HashSet<>();
    boolean several = false;
    for (Map.Entry<Long, Step> entry : taken.entrySet()) {
      Step step = entry.getValue();
      touched.add(step.graphId());
      several |= !seen.add(step.graphId());
      if (!graph(step.graphId()).take(step)) {
        refused.add(new Seen.Place(partition.partition(), entry.getKey()));
      }
    }
    tally.batches += several ? 1 : 0;
  }

  private WatchedGraph graph(String graphId) {
    return graphs.computeIfAbsent(graphId, id -> new WatchedGraph(id, deployment));
  }
}
