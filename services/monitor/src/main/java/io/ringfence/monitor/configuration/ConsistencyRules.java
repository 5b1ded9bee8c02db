package io.ringfence.monitor.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.hosting.configuration.ConfigurationFault;
import io.ringfence.hosting.configuration.SchemaRules;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** What several keys together must obey. */
final class ConsistencyRules {

  private static final int SHORTEST_TOKEN = 16;

  private ConsistencyRules() {}

  static List<ConfigurationFault> faults(JsonNode tree) {
    List<ConfigurationFault> faults = new ArrayList<>();
    JsonNode auth = tree.at("/server/auth");
    String host = tree.at("/server/host").asText();
    switch (auth.path("mode").asText()) {
      case "off" -> requireLoopback(host, faults);
      case "token" -> requireToken(auth, faults);
      case "jwt" -> {
        require(auth, "public-key-file", "jwt", faults);
        require(auth, "issuer", "jwt", faults);
        require(auth, "audience", "jwt", faults);
      }
      case "oidc" -> {
        require(auth, "issuer", "oidc", faults);
        require(auth, "client-id", "oidc", faults);
        require(auth, "audience", "oidc", faults);
      }
      default -> {
        // The schema has said what is wrong.
      }
    }
    faults.addAll(RuleChecks.faults(tree));
    faults.addAll(MaintenanceChecks.faults(tree));
    faults.addAll(NotifyChecks.faults(tree));
    faults.addAll(SchemaRules.check(tree));
    return faults;
  }

  private static void requireLoopback(String host, List<ConfigurationFault> faults) {
    if (!isLoopback(host)) {
      faults.add(
          new ConfigurationFault(
              "server.auth.mode",
              "off is allowed on loopback only, and server.host is '%s'; set mode to token, jwt or oidc, or host to 127.0.0.1."
                  .formatted(host)));
    }
  }

  /** Whether a name or address is this machine's own. */
  static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static void requireToken(JsonNode auth, List<ConfigurationFault> faults) {
    String token = auth.path("token").asText();
    boolean file = !auth.path("token-file").asText().isEmpty();
    if (token.isEmpty() == !file) {
      faults.add(
          new ConfigurationFault(
              "server.auth.token",
              "mode token needs either token or token-file; give one of them."));
    } else if (!file && token.length() < SHORTEST_TOKEN) {
      faults.add(
          new ConfigurationFault(
              "server.auth.token",
              "has %d characters; it must have at least %d, so that nobody guesses it."
                  .formatted(token.length(), SHORTEST_TOKEN)));
    }
  }

  private static void require(
      JsonNode auth, String key, String mode, List<ConfigurationFault> faults) {
    if (auth.path(key).asText().isEmpty()) {
      faults.add(
          new ConfigurationFault(
              "server.auth." + key, "is not set; mode %s needs it.".formatted(mode)));
    }
  }
}
