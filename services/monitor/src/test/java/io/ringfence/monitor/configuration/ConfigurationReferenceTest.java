package io.ringfence.monitor.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.hosting.configuration.ConfigurationKey;
import io.ringfence.hosting.configuration.ConfigurationReference;
import io.ringfence.hosting.configuration.ConfigurationSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the documents to the schema. To write {@code docs/configuration-monitor.md} anew, run this
 * test with {@code -Dringfence.write-docs=true}.
 */
class ConfigurationReferenceTest {
  private static final Path DOCUMENT = Path.of("../../docs/configuration-monitor.md");
  private static final Path EXAMPLE = Path.of("../../deploy/monitor.example.yaml");
  private static final String REQUIRED = "kafka: {bootstrap.servers: 'localhost:9092'}\n";

  private final ConfigurationSchema schema = ConfigurationLoader.schema();
  private final ConfigurationLoader loader = new ConfigurationLoader();

  @Test
  void theDocumentIsWhatTheSchemaSays() throws IOException {
    String expected =
        ConfigurationReference.of(
            schema,
            """
            # Configuration of a monitor

            Written from the schema of `services/monitor` by its `ConfigurationReferenceTest`; do not edit by hand.
            A commented file with every key is `deploy/monitor.example.yaml`. `ringfence monitor` checks the whole
            file at start and names every fault at once; unknown keys are faults. Environment variables override
            the file, as they do for `ringfence serve` (`docs/configuration.md`).
            """);
    if (Boolean.getBoolean("ringfence.write-docs")) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(DOCUMENT).content().isEqualTo(expected);
  }

  @Test
  void theExampleNamesEveryKey() throws IOException {
    loader.load(EXAMPLE, Map.of());
    String example = Files.readString(EXAMPLE);

    for (ConfigurationKey key : schema.keys()) {
      assertThat(example).containsPattern("\\b" + key.path().get(key.path().size() - 1) + ":");
    }
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0", "'::'", "192.0.2.1"})
  void withoutTokensTheServerStaysOnLoopback(String host) {
    assertThatThrownBy(
            () -> loader.parse("text", REQUIRED + "server: {host: '" + host + "'}", Map.of()))
        .hasMessageContaining("server.auth.mode: off is allowed on loopback only")
        .hasMessageContaining(host);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{mode: token} | needs either token or token-file",
        "{mode: token, token: short} | at least 16",
        "{mode: jwt, issuer: a, audience: b} | server.auth.public-key-file",
        "{mode: oidc, issuer: a, audience: b} | server.auth.client-id"
      })
  void aModeNeedsItsKeys(String auth, String message) {
    assertThatThrownBy(
            () -> loader.parse("text", REQUIRED + "server: {auth: " + auth + "}", Map.of()))
        .hasMessageContaining(message);
  }

  @Test
  void theTokenIsMasked() {
    String secret = "0123456789abcdef";
    MonitorConfiguration read =
        loader.parse(
            "text",
            REQUIRED + "server: {host: 0.0.0.0, auth: {mode: token, token: " + secret + "}}",
            Map.of());

    assertThat(read.toString()).contains("******").doesNotContain(secret);
    assertThat(read.server().auth().token()).isEqualTo(secret);
  }
}
