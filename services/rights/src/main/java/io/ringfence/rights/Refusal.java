package io.ringfence.rights;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Puts into words for an operator why Kafka refuses somebody: which right is missing and how it is
 * granted, or what is wrong with a password, a certificate or a host name. Shows no secret.
 */
public final class Refusal {

  private static final Pattern USER = Pattern.compile("username\\s*=\\s*\"([^\"]*)\"");
  private static final String SOMEBODY = "the principal of this process";

  private final Map<String, Object> options;
  private final List<Right> rights;

  private Refusal(Map<String, ?> options, List<Right> rights) {
    this.options = new HashMap<>(options);
    this.rights = List.copyOf(rights);
  }

  /**
   * Of one client.
   *
   * @param options of its admin client, or of any other client of the same principal
   * @param rights that it needs
   */
  public static Refusal of(Map<String, ?> options, List<Right> rights) {
    return new Refusal(options, rights);
  }

  /**
   * What to tell the operator; none if the failure, causes included, is no refusal. May ask the
   * broker, and wait for its answer, which rights are missing.
   */
  public Optional<String> words(Throwable failure) {
    AuthorizationException right = find(failure, AuthorizationException.class);
    if (right != null) {
      return Optional.of(missing(right));
    }
    AuthenticationException identity = find(failure, AuthenticationException.class);
    return identity == null ? Optional.empty() : Optional.of(unknown(identity));
  }

  /** Whether somebody is refused, for whatever reason. */
  public static boolean isRefusal(Throwable failure) {
    return find(failure, AuthorizationException.class) != null
        || find(failure, AuthenticationException.class) != null;
  }

  /** That these rights are missing, and how to grant them. */
  public String words(List<Right> missing) {
    String principal = principal();
    return "Kafka does not grant %s to %s; grant %s, such as with kafka-acls.sh --add %s."
        .formatted(
            missing.stream()
                .map(right -> "%s (to %s)".formatted(right.words(), right.purpose()))
                .collect(Collectors.joining(", ")),
            principal,
            missing.size() == 1 ? "it" : "each",
            missing.stream()
                .map(right -> arguments(right, principal))
                .collect(Collectors.joining(", then ")));
  }

  private static String arguments(Right right, String principal) {
    String of =
        switch (right.type()) {
          case GROUP -> "--group";
          case TRANSACTIONAL_ID -> "--transactional-id";
          default -> "--topic";
        };
    return "--allow-principal %s --operation %s %s %s%s"
        .formatted(
            principal.equals(SOMEBODY) ? "User:NAME" : principal,
            operation(right),
            of,
            right.name(),
            right.pattern() == PatternType.PREFIXED ? " --resource-pattern-type prefixed" : "");
  }

  /** As kafka-acls.sh has it: {@code DescribeConfigs}. */
  private static String operation(Right right) {
    StringBuilder name = new StringBuilder();
    for (String word : right.operation().name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }

  private String missing(AuthorizationException refused) {
    List<Right> denied = denied();
    if (denied.isEmpty()) {
      denied = candidates(refused);
    }
    return denied.isEmpty()
        ? "Kafka refuses a right to %s (%s); docs/security.md lists those that are needed."
            .formatted(principal(), refused.getMessage())
        : words(denied);
  }

  /** As the broker says; none if it does not. */
  private List<Right> denied() {
    if (!options.containsKey(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)) {
      return List.of();
    }
    try (Admin admin = Admin.create(adminOptions())) {
      return RightsCheck.missing(admin, rights);
    } catch (KafkaException e) {
      return List.of();
    }
  }

  /** Those of the connection; others would only raise warnings. */
  private Map<String, Object> adminOptions() {
    Map<String, Object> admin = new HashMap<>(options);
    admin.keySet().retainAll(AdminClientConfig.configNames());
    admin.remove(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG);
    admin.remove(AdminClientConfig.CLIENT_ID_CONFIG);
    return admin;
  }

  /** All rights that the exception may be about. */
  private List<Right> candidates(AuthorizationException refused) {
    if (refused instanceof TopicAuthorizationException topics) {
      Set<String> names = topics.unauthorizedTopics();
      return rights.stream()
          .filter(right -> right.type() == ResourceType.TOPIC && names.contains(right.name()))
          .toList();
    }
    if (refused instanceof GroupAuthorizationException) {
      return of(ResourceType.GROUP);
    }
    return refused instanceof TransactionalIdAuthorizationException
        ? of(ResourceType.TRANSACTIONAL_ID)
        : rights; // of a cluster as a whole, or of all the few that were asked for
  }

  private List<Right> of(ResourceType type) {
    return rights.stream().filter(right -> right.type() == type).toList();
  }

  private String unknown(AuthenticationException refused) {
    if (refused instanceof SslAuthenticationException) {
      return certificate(refused);
    }
    return "Kafka does not accept %s (%s); check user name and password in kafka.sasl.jaas.config and kafka.sasl.mechanism (%s), and that the broker knows the user."
        .formatted(
            principal(), refused.getMessage(), options.getOrDefault("sasl.mechanism", "GSSAPI"));
  }

  private String certificate(Throwable refused) {
    String servers = String.valueOf(options.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
    String deepest = deepest(refused);
    if (deepest.contains("No name matching") || deepest.contains("No subject alternative")) {
      return "The broker's certificate is not for the host name by which it was asked (%s; %s); use a name of the certificate in kafka.bootstrap.servers and in the broker's advertised.listeners, or give the broker a certificate with that name."
          .formatted(servers, deepest);
    }
    if (deepest.contains("unable to find valid certification path")
        || deepest.contains("PKIX path")
        || deepest.contains("No trusted certificate")) {
      return "The broker's certificate at %s is signed by nobody that is trusted here (%s); put the certificate of its authority into kafka.ssl.truststore.location (kafka.ssl.truststore.type: PEM)."
          .formatted(servers, deepest);
    }
    if (deepest.contains("expired") || deepest.contains("NotAfter")) {
      return "The broker's certificate at %s has expired (%s); renew it."
          .formatted(servers, deepest);
    }
    return "No TLS connection to the broker at %s (%s); check kafka.ssl.* and that the port is one for TLS."
        .formatted(servers, deepest);
  }

  private static String deepest(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    for (Throwable t = failure; t != null; t = t.getCause()) {
      message = t.getMessage() == null ? message : t.getMessage();
    }
    return message.lines().findFirst().orElse("");
  }

  private String principal() {
    Matcher user = USER.matcher(String.valueOf(options.getOrDefault("sasl.jaas.config", "")));
    return user.find() ? "User:" + user.group(1) : SOMEBODY;
  }

  private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }
}
