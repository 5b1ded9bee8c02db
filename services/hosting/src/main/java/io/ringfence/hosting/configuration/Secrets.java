package io.ringfence.hosting.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps passwords out of messages, logs and listings. */
final class Secrets {
  static final String MASKED = "******";

  private static final Pattern SECRET =
      Pattern.compile(
          "password|passphrase|secret|token|credential|jaas|private.?key|keystore\\.key|\\.seed$");

  private Secrets() {}

  /** Whether values of this key must not be shown. */
  static boolean isSecret(String key) {
    return SECRET.matcher(key.toLowerCase(Locale.ROOT)).find();
  }

  /** The value as JSON, or asterisks if the key is that of a secret. */
  static String mask(String key, @Nullable JsonNode value) {
    return isSecret(key) ? MASKED : String.valueOf(value);
  }
}
