package io.ringfence.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a schema registry is and how to ask it.
 *
 * @param url of its REST interface, with {@code http} or {@code https}
 * @param username for basic authentication, with the password; empty: none
 * @param token for bearer authentication, instead of a name; empty: none
 */
public record RegistryAccess(URI url, String username, String password, String token) {

  public RegistryAccess {
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException(
          "The schema registry's address is '%s'; it must begin with http:// or https://."
              .formatted(url));
    }
    if (!username.isEmpty() && !token.isEmpty()) {
      throw new IllegalArgumentException(
          "The schema registry is given both a user name and a token; give one of them.");
    }
  }

  /** Value of the header that proves who asks. */
  Optional<String> authorization() {
    if (!token.isEmpty()) {
      return Optional.of("Bearer " + token);
    }
    if (!username.isEmpty()) {
      byte[] pair = (username + ':' + password).getBytes(UTF_8);
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }
    return Optional.empty();
  }

  /** The resource at a path below the address. */
  URI at(String path) {
    String base = url.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  /** Shows neither password nor token. */
  @Override
  public String toString() {
    return "RegistryAccess[url=%s, username=%s, password=%s, token=%s]"
        .formatted(url, username, masked(password), masked(token));
  }

  private static String masked(String secret) {
    return secret.isEmpty() ? "" : "******";
  }
}
