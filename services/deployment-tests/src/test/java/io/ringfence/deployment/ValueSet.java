package io.ringfence.deployment;

import java.nio.file.Path;
import java.util.Locale;

/** Values that people may give, one file each. */
enum ValueSet {
  SMALLEST,
  CERTIFIER_ALONE,
  GPU,
  STRIMZI_SCRAM,
  STRIMZI_TLS;

  Path file() {
    return Path.of(
        "src/test/resources/values", name().toLowerCase(Locale.ROOT).replace('_', '-') + ".yaml");
  }
}
