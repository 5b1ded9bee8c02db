package io.ringfence.hosting.configuration;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A setting that must never be shown: neither in words nor by the time of a comparison. */
public final class Secret {

  /** None is set. */
  public static final Secret NONE = new Secret("");

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** For Jackson and tests; empty means that none is set. */
  @JsonCreator
  public static Secret of(String value) {
    return new Secret(value);
  }

  /** Whether there is one. */
  public boolean isSet() {
    return !value.isEmpty();
  }

  /** Whether somebody knows it; nobody knows one that is not set. */
  public boolean matches(String candidate) {
    return isSet()
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return isSet() ? Secrets.MASKED : "";
  }
}
