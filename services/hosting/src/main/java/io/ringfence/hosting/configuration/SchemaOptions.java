package io.ringfence.hosting.configuration;

/** Where consumers find the schemas of records. */
public record SchemaOptions(Registry registry) {

  /** A registry that is told the schemas of what is written; without an address there is none. */
  public record Registry(String url, String username, String password, String token) {

    /** Whether there is one. */
    public boolean isSet() {
      return !url.isEmpty();
    }

    /** Shows neither password nor token. */
    @Override
    public String toString() {
      return "Registry[url=%s, username=%s, password=%s, token=%s]"
          .formatted(url, username, masked(password), masked(token));
    }

    private static String masked(String secret) {
      return secret.isEmpty() ? "" : Secrets.MASKED;
    }
  }
}
