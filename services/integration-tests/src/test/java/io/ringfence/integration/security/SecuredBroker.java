package io.ringfence.integration.security;

import static org.awaitility.Awaitility.await;

import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.BrokerSecurity;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.rights.Installation;
import io.ringfence.rights.Right;
import io.ringfence.rights.Role;
import io.ringfence.stream.TopicDeclarations;
import io.ringfence.stream.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/** A broker whose users are the roles, each with exactly its rights, and one who may do all. */
final class SecuredBroker implements AutoCloseable {

  private static final String ADMIN = "admin";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EmbeddedBroker broker;
  private final Identity identity;
  private final Admin admin;

  private SecuredBroker(EmbeddedBroker broker, Identity identity) {
    this.broker = broker;
    this.identity = identity;
    this.admin = Admin.create(new HashMap<String, Object>(options(ADMIN)));
  }

  static SecuredBroker start(Path folder) throws Exception {
    Identity identity = Identity.make(folder, "broker");
    Map<String, String> passwords = new HashMap<>(Map.of(ADMIN, password(ADMIN)));
    for (Role role : Role.values()) {
      passwords.put(user(role), password(user(role)));
    }
    EmbeddedBroker broker =
        EmbeddedBroker.start(
            BrokerOptions.temporary()
                .withSecurity(
                    new BrokerSecurity(
                        identity.keystore(), identity.certificate(), passwords, ADMIN)));
    SecuredBroker secured = new SecuredBroker(broker, identity);
    broker.createTopics(topics(), secured.options(ADMIN));
    for (Role role : Role.values()) {
      for (Right right : role.rights(Installation.DEFAULT)) {
        secured.grant(role, right);
      }
    }
    return secured;
  }

  private static List<NewTopic> topics() {
    List<NewTopic> topics =
        new ArrayList<>(new TopicDeclarations(Topics.DEFAULT, 1, (short) 1, 1 << 20).all());
    Installation.Topics names = Installation.Topics.DEFAULT;
    for (String name :
        List.of(
            names.smoothingTasks(),
            names.smoothingResults(),
            names.smoothingWithdrawals(),
            names.alerts())) {
      topics.add(new NewTopic(name, 1, (short) 1));
    }
    return topics;
  }

  static String user(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  static String principal(Role role) {
    return "User:" + user(role);
  }

  private static String password(String user) {
    return "password-of-" + user;
  }

  /** How a role connects. */
  Map<String, String> options(Role role) {
    return options(user(role));
  }

  private Map<String, String> options(String user) {
    return options(user, password(user), identity.certificate(), broker.bootstrapServers());
  }

  /** A connection of which something is wrong. */
  static Map<String, String> options(
      String user, String password, Path trusted, String bootstrapServers) {
    return Map.of(
        "bootstrap.servers",
        bootstrapServers,
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "SCRAM-SHA-512",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        trusted.toString());
  }

  Identity identity() {
    return identity;
  }

  int port() {
    return broker.port();
  }

  Admin admin() {
    return admin;
  }

  /** Waits until the broker knows. */
  void grant(Role role, Right right) throws Exception {
    AclBinding binding = right.binding(principal(role));
    admin.createAcls(List.of(binding)).all().get();
    await().atMost(PATIENCE).until(() -> holds(binding));
  }

  /** Waits until the broker knows. */
  void revoke(Role role, Right right) throws Exception {
    AclBinding binding = right.binding(principal(role));
    admin.deleteAcls(List.of(binding.toFilter())).all().get();
    await().atMost(PATIENCE).until(() -> !holds(binding));
  }

  private boolean holds(AclBinding binding) throws Exception {
    AclBindingFilter filter = binding.toFilter();
    return !admin.describeAcls(filter).values().get().isEmpty();
  }

  @Override
  public void close() {
    admin.close();
    broker.close();
  }
}
