package io.ringfence.client;

import io.ringfence.rights.Right;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/**
 * What to read.
 *
 * @param others topics whose records are handed on as they are
 */
public record WatchedTopics(
    Optional<String> nodeCertificates,
    Optional<String> graphCertificates,
    Optional<String> alerts,
    Set<String> others) {

  public WatchedTopics {
    others = Set.copyOf(others);
    if (nodeCertificates.isEmpty()
        && graphCertificates.isEmpty()
        && alerts.isEmpty()
        && others.isEmpty()) {
      throw new IllegalArgumentException("There is no topic to read; name at least one.");
    }
  }

  /** Both kinds of certificates, under their usual names. */
  public static WatchedTopics certificates() {
    return new WatchedTopics(
        Optional.of("node-certificates"),
        Optional.of("graph-certificates"),
        Optional.empty(),
        Set.of());
  }

  /** The same and alerts. */
  public WatchedTopics withAlerts(String topic) {
    return new WatchedTopics(nodeCertificates, graphCertificates, Optional.of(topic), others);
  }

  /** The same and another topic, undecoded. */
  public WatchedTopics with(String topic) {
    Set<String> more = new LinkedHashSet<>(others);
    more.add(topic);
    return new WatchedTopics(nodeCertificates, graphCertificates, alerts, more);
  }

  /** What must be allowed to read them. */
  List<Right> rights() {
    return all().stream().map(topic -> Right.topic(AclOperation.READ, topic, "read it")).toList();
  }

  Set<String> all() {
    Set<String> all = new LinkedHashSet<>(others);
    nodeCertificates.ifPresent(all::add);
    graphCertificates.ifPresent(all::add);
    alerts.ifPresent(all::add);
    return all;
  }
}
