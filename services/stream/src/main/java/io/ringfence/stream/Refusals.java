package io.ringfence.stream;

import io.ringfence.rights.Installation;
import io.ringfence.rights.Refusal;
import io.ringfence.rights.Role;

/** How refusals are put to the operator, by who is refused. */
final class Refusals {

  private Refusals() {}

  static Refusal ofCertifier(StreamSettings settings) {
    return Refusal.of(
        settings.clients().adminProperties(),
        Role.CERTIFIER.rights(installation(settings.topics(), settings.group())));
  }

  static Refusal ofOperator(ClientOptions clients, Topics topics, String group) {
    return Refusal.of(clients.adminProperties(), Role.OPERATOR.rights(installation(topics, group)));
  }

  /** Without the pool, whose rights are asked for where it is opened. */
  static Installation installation(Topics topics, String group) {
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
