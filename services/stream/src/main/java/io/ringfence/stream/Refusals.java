package io.ringfence.stream;

import io.ringfence.rights.Installation;
import io.ringfence.rights.Refusal;
import io.ringfence.rights.Right;
import io.ringfence.rights.Role;
import java.util.List;

/** The rights of a certifier and of a reset, from their settings. */
final class Refusals {

  private Refusals() {}

  static Refusal ofCertifier(StreamSettings settings) {
    return Refusal.of(
        settings.clients().adminProperties(),
        Role.CERTIFIER.rights(installation(settings.topics(), settings.group())));
  }

  /** What a reset needs. */
  static List<Right> operator(Topics topics, String group) {
    return Role.OPERATOR.rights(installation(topics, group));
  }

  /** Without the pool, whose rights are asked for where it is opened. */
  private static Installation installation(Topics topics, String group) {
    Installation.Topics others = Installation.Topics.DEFAULT;
    return Installation.DEFAULT
        .withTopics(
            new Installation.Topics(
                topics.graphUpdates(),
                topics.nodeCertificates(),
                topics.graphCertificates(),
                topics.graphChangelog(),
                topics.deadLetters(),
                others.smoothingTasks(),
                others.smoothingResults(),
                others.alerts()))
        .withCertifiers(group)
        .withPool(false);
  }
}
