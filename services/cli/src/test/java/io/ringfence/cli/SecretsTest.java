package io.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ringfence.stream.ClientOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A word that stands wherever a secret may stand must come out nowhere. */
class SecretsTest {

  private static final String MARK = "MARKED-WORD-OF-THE-TEST";
  private static final String KAFKA =
      """
      kafka:
        bootstrap.servers: localhost:1
        sasl.jaas.config: MARK
        sasl.client.secret: MARK
        sasl.oauthbearer.client.credentials.client.secret: MARK
        ssl.key.password: MARK
        ssl.keystore.password: MARK
        ssl.keystore.key: MARK
        ssl.truststore.password: MARK
        consumer: {basic.auth.credentials.source: MARK, schema.registry.basic.auth.user.info.token: MARK}
        producer: {ssl.key.password: MARK}
        admin: {ssl.key.password: MARK, default.api.timeout.ms: 500, request.timeout.ms: 400}
      management: {port: 0, token: MARK}
      """;

  private static final String CERTIFIER = KAFKA + "model: no-such-model\n";
  private static final String SMOOTHER = KAFKA + "models: [no-such-model]\n";
  private static final String MONITOR =
      KAFKA
          + """
          server: {auth: {mode: token, token: MARK}}
          notify:
            webhooks: [{name: w, url: "https://localhost/MARK", secret: MARK}]
          """;

  @TempDir private Path folder = Path.of("");

  @Test
  void noConfigurationShowsItInWords() {
    Map<String, String> none = Map.of();
    var certifier =
        new io.ringfence.certifier.configuration.ConfigurationLoader()
            .parse("text", marked(CERTIFIER), none);
    var smoother =
        new io.ringfence.smoother.configuration.ConfigurationLoader()
            .parse("text", marked(SMOOTHER), none);
    var monitor =
        new io.ringfence.monitor.configuration.ConfigurationLoader()
            .parse("text", marked(MONITOR), none);

    assertThat(certifier.toString() + smoother + monitor).doesNotContain(MARK);
    assertThat(
            new ClientOptions(
                    certifier.kafka().common(),
                    certifier.kafka().consumerOwn(),
                    certifier.kafka().producerOwn(),
                    certifier.kafka().adminOwn())
                .toString())
        .doesNotContain(MARK);
  }

  @ParameterizedTest
  @CsvSource({
    "management: {token: 'MARK short'}",
    "smoothing: {seed: MARK}",
    "kafka: {sasl.jaas.config: {inner: MARK}}",
    "kafka: {ssl.key.password: [MARK]}"
  })
  void noFaultShowsIt(String fault) {
    Throwable refused =
        catchThrowable(
            () ->
                new io.ringfence.certifier.configuration.ConfigurationLoader()
                    .parse("text", marked(fault), Map.of()));

    assertThat(refused).hasMessageContaining("******").hasMessageNotContaining(MARK);
  }

  @ParameterizedTest
  @CsvSource({"serve", "smooth"})
  void noStartThatFailsShowsIt(String command) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("c.yaml"), marked(command.equals("serve") ? CERTIFIER : SMOOTHER));

    Console console = Console.run(command, "--config", file.toString());

    assertThat(console.err()).contains("no-such-model");
    assertThat(console.out() + console.err()).doesNotContain(MARK);
  }

  private static String marked(String text) {
    return text.replace("MARK", MARK);
  }
}
