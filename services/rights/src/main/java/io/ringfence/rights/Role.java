package io.ringfence.rights;

import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Who comes to Kafka, and the least that it must be allowed: the one list of rights. */
public enum Role {
  /** {@code ringfence serve}. */
  CERTIFIER("certifies: `ringfence serve`", Role::certifier),
  /** {@code ringfence smooth}. */
  SMOOTHER("smooths for certifiers: `ringfence smooth`", Role::smoother),
  /** {@code ringfence monitor}. */
  MONITOR("watches and raises alerts: `ringfence monitor`", Role::monitor),
  /** Whoever writes updates. */
  PRODUCER("writes updates of graphs: your system, `ringfence replay`", Role::producer),
  /** Whoever reads certificates and alerts. */
  CONSUMER("reads certificates and alerts, in a consumer group", Role::consumer),
  /** {@code ringfence reset}. */
  OPERATOR("takes everything back to the beginning: `ringfence reset`", Role::operator);

  private final String words;
  private final Function<Installation, List<Right>> rights;

  Role(String words, Function<Installation, List<Right>> rights) {
    this.words = words;
    this.rights = rights;
  }

  /** What it does, for documents. */
  public String words() {
    return words;
  }

  /** The least that this role needs, each right once. */
  public List<Right> rights(Installation installation) {
    return List.copyOf(rights.apply(installation));
  }

  private static List<Right> certifier(Installation all) {
    Installation.Topics topics = all.topics();
    List<Right> rights = new ArrayList<>();
    rights.add(Right.topic(READ, topics.graphUpdates(), "take updates, commit the position"));
    rights.add(Right.topic(READ, topics.nodeCertificates(), "read certificates back"));
    rights.add(Right.topic(READ, topics.graphChangelog(), "read graphs back"));
    for (String output :
        List.of(topics.nodeCertificates(), topics.graphCertificates(), topics.graphChangelog())) {
      rights.add(Right.topic(WRITE, output, "publish"));
    }
    rights.add(Right.topic(WRITE, topics.deadLetters(), "put aside what cannot be applied"));
    rights.add(largest(topics.deadLetters()));
    rights.add(Right.group(READ, all.certifiers(), "share the graphs, commit the position"));
    rights.add(
        Right.of(
                WRITE,
                TRANSACTIONAL_ID,
                all.certifiers() + "-",
                "commit exactly once, end what a lost instance left open")
            .prefixed());
    if (all.pool()) {
      rights.add(Right.topic(WRITE, topics.smoothingTasks(), "ask smoothers"));
      rights.add(Right.topic(WRITE, topics.smoothingWithdrawals(), "call tasks back"));
      rights.add(Right.topic(READ, topics.smoothingResults(), "take their answers"));
      rights.add(largest(topics.smoothingTasks()));
      rights.add(largest(topics.smoothingResults()));
    }
    if (all.create()) {
      List<String> made =
          new ArrayList<>(
              List.of(
                  topics.graphUpdates(),
                  topics.nodeCertificates(),
                  topics.graphCertificates(),
                  topics.graphChangelog(),
                  topics.deadLetters()));
      if (all.pool()) {
        made.addAll(pool(topics));
      }
      made.forEach(topic -> rights.add(creation(topic)));
    }
    return rights;
  }

  private static List<Right> smoother(Installation all) {
    Installation.Topics topics = all.topics();
    List<Right> rights = new ArrayList<>();
    rights.add(Right.topic(READ, topics.smoothingTasks(), "take tasks"));
    rights.add(Right.topic(READ, topics.smoothingWithdrawals(), "hear what is called back"));
    rights.add(Right.topic(WRITE, topics.smoothingResults(), "answer"));
    rights.add(largest(topics.smoothingTasks()));
    rights.add(largest(topics.smoothingResults()));
    rights.add(Right.group(READ, all.smoothers(), "share the tasks (share group)"));
    rights.add(
        Right.group(ALTER_CONFIGS, all.smoothers(), "set lock time and beginning of the group")
            .optional());
    if (all.create()) {
      pool(topics).forEach(topic -> rights.add(creation(topic)));
    }
    return rights;
  }

  private static List<Right> monitor(Installation all) {
    Installation.Topics topics = all.topics();
    List<Right> rights = new ArrayList<>();
    rights.add(Right.topic(READ, topics.nodeCertificates(), "show and judge"));
    rights.add(Right.topic(READ, topics.graphCertificates(), "show and judge"));
    if (all.structure()) {
      rights.add(Right.topic(READ, topics.graphChangelog(), "draw edges"));
    }
    rights.add(Right.topic(READ, topics.alerts(), "know its alerts after a restart"));
    rights.add(Right.topic(WRITE, topics.alerts(), "raise alerts"));
    if (all.create()) {
      rights.add(creation(topics.alerts()));
    }
    return rights;
  }

  private static List<Right> producer(Installation all) {
    return List.of(Right.topic(WRITE, all.topics().graphUpdates(), "write updates"));
  }

  private static List<Right> consumer(Installation all) {
    Installation.Topics topics = all.topics();
    return List.of(
        Right.topic(READ, topics.nodeCertificates(), "read certificates of nodes"),
        Right.topic(READ, topics.graphCertificates(), "read certificates of graphs"),
        Right.topic(READ, topics.alerts(), "read alerts"),
        Right.group(READ, all.consumers(), "be in its group"));
  }

  private static List<Right> operator(Installation all) {
    Installation.Topics topics = all.topics();
    List<Right> rights = new ArrayList<>();
    rights.add(
        Right.topic(READ, topics.graphUpdates(), "find the oldest update, set the position"));
    for (String state :
        List.of(topics.nodeCertificates(), topics.graphCertificates(), topics.graphChangelog())) {
      rights.add(Right.topic(READ, state, "find what is there"));
      rights.add(Right.topic(WRITE, state, "bury it"));
    }
    rights.add(Right.group(READ, all.certifiers(), "see who is in it, set the position"));
    rights.add(
        Right.of(WRITE, TRANSACTIONAL_ID, all.certifiers() + "-reset", "do it in one transaction"));
    return rights;
  }

  private static List<String> pool(Installation.Topics topics) {
    return List.of(
        topics.smoothingTasks(), topics.smoothingResults(), topics.smoothingWithdrawals());
  }

  private static Right largest(String topic) {
    return Right.topic(DESCRIBE_CONFIGS, topic, "know how large a record may be").optional();
  }

  private static Right creation(String topic) {
    return Right.topic(CREATE, topic, "create it if it is missing");
  }
}
