package io.ringfence.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How clients of an {@link EmbeddedBroker} prove who they are: TLS, SASL with SCRAM-SHA-512, and
 * nothing allowed but what an ACL says. For tests of rights.
 *
 * @param keystore PEM file with the broker's private key and its certificate for {@code localhost}
 * @param truststore PEM file with the certificate that the broker trusts when it talks to itself
 * @param passwords by user name
 * @param superUser one of the users, who may do everything
 */
public record BrokerSecurity(
    Path keystore, Path truststore, Map<String, String> passwords, String superUser) {

  public BrokerSecurity {
    passwords = Map.copyOf(passwords);
    if (!passwords.containsKey(superUser)) {
      throw new IllegalArgumentException(
          "The super user '%s' has no password; name one of %s."
              .formatted(superUser, passwords.keySet()));
    }
  }

  /** What the folder is formatted with. */
  List<String> scram() {
    return passwords.entrySet().stream()
        .map(
            user -> "SCRAM-SHA-512=[name=%s,password=%s]".formatted(user.getKey(), user.getValue()))
        .toList();
  }

  /** Without passwords. */
  @Override
  public String toString() {
    return "BrokerSecurity[users=%s, superUser=%s]".formatted(passwords.keySet(), superUser);
  }
}
