package io.ringfence.cli.demo;

import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.NodeCertificate.Status;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What the demo's consumer has read so far, summed up. Thread-safe. */
final class CertificateBoard {

  private static final long LONGEST_LAG_MILLIS = 3_600_000;

  private final int communities;
  private final Map<String, NodeCertificate> nodes = new HashMap<>();
  private final Map<String, Long> pendingSince = new HashMap<>();
  private final Histogram settleLag = new Histogram(LONGEST_LAG_MILLIS, 3);
  private @Nullable GraphCertificate graph;
  private long certificates;
  private long revocations;
  private long deadLetters;

  /**
   * @param communities number of classes of the graph
   */
  CertificateBoard(int communities) {
    this.communities = communities;
  }

  synchronized void node(String key, NodeCertificate record, long timestamp) {
    NodeCertificate before = nodes.put(key, record);
    if (record.getStatus() == Status.PENDING) {
      pendingSince.putIfAbsent(key, timestamp);
      revocations += before != null && before.getStatus() == Status.CERTIFIED ? 1 : 0;
      return;
    }
    certificates++;
    Long since = pendingSince.remove(key);
    if (since != null) {
      settleLag.recordValue(Math.min(LONGEST_LAG_MILLIS, Math.max(0, timestamp - since)));
    }
  }

  synchronized void nodeGone(String key) {
    nodes.remove(key);
    pendingSince.remove(key);
  }

  synchronized void graph(GraphCertificate record) {
    graph = record;
  }

  synchronized void deadLetter() {
    deadLetters++;
  }

  /** The state of the moment. */
  synchronized Snapshot snapshot() {
    int[] size = new int[communities];
    int[] certified = new int[communities];
    Map<Status, Integer> byStatus = new EnumMap<>(Status.class);
    for (NodeCertificate node : nodes.values()) {
      byStatus.merge(node.getStatus(), 1, Integer::sum);
      if (node.hasLabel()) {
        size[node.getLabel()]++;
        certified[node.getLabel()] += node.getStatus() == Status.CERTIFIED ? 1 : 0;
      }
    }
    List<Double> shares = new ArrayList<>();
    for (int c = 0; c < communities; c++) {
      shares.add(size[c] == 0 ? 0 : (double) certified[c] / size[c]);
    }
    return new Snapshot(
        nodes.size(),
        byStatus.getOrDefault(Status.CERTIFIED, 0),
        byStatus.getOrDefault(Status.PENDING, 0),
        byStatus.getOrDefault(Status.ABSTAINED, 0),
        shares,
        Optional.ofNullable(graph));
  }

  /** Counts and lags of the whole run. */
  synchronized Totals totals() {
    return new Totals(
        certificates,
        revocations,
        deadLetters,
        settleLag.getValueAtPercentile(50),
        settleLag.getValueAtPercentile(99));
  }

  /** A node's record that shows most: certified, with the largest radius for deletions. */
  synchronized Optional<NodeCertificate> example() {
    return nodes.values().stream()
        .filter(node -> node.getStatus() == Status.CERTIFIED)
        .max(
            (one, other) ->
                Integer.compare(one.getRadii().getDeletions(), other.getRadii().getDeletions()));
  }

  /**
   * @param communityShares certified share of each community, 0 to 1
   */
  record Snapshot(
      int nodes,
      int certified,
      int pending,
      int abstained,
      List<Double> communityShares,
      Optional<GraphCertificate> graph) {

    /** Certified share of all nodes, 0 to 1. */
    double share() {
      return nodes == 0 ? 0 : (double) certified / nodes;
    }
  }

  /** Lags are from PENDING to the next settled status of the same node, in milliseconds. */
  record Totals(
      long certificates,
      long revocations,
      long deadLetters,
      long settleMedianMillis,
      long settle99Millis) {}
}
