package io.ringfence.certifier.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.hosting.configuration.ConfigurationFault;
import io.ringfence.hosting.configuration.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationLoaderTest {
  private static final String REQUIRED =
      """
      kafka:
        bootstrap.servers: localhost:9092
      model: models/demo
      """;

  private final ConfigurationLoader loader = new ConfigurationLoader();

  @Test
  void whatIsNotGivenHasItsDefault() {
    CertifierConfiguration configuration = parse("");

    assertThat(configuration.smoothing().samples()).isEqualTo(2000);
    assertThat(configuration.smoothing().seed()).isEmpty();
    assertThat(configuration.collective().timeLimit()).isEqualTo(Duration.ofSeconds(5));
    assertThat(configuration.topics().deadLetters()).isEqualTo("graph-updates.dlq");
    assertThat(configuration.encoding()).isEqualTo(CertifierConfiguration.Encoding.JSON);
  }

  @Test
  void whatIsGivenIsTaken() {
    CertifierConfiguration configuration =
        parse(
            """
            encoding: protobuf
            regions: {count: 7, method: label-propagation}
            noise: {additions: {min: 0, max: 0.02}, schedule: distance}
            smoothing: {device: gpu, seed: -5}
            confidence: {alpha: 0.05, scope: node, time: version}
            collective: {time-limit: 250ms}
            """);

    assertThat(configuration.encoding()).isEqualTo(CertifierConfiguration.Encoding.PROTOBUF);
    assertThat(configuration.regions().method())
        .isEqualTo(CertifierConfiguration.RegionMethod.LABEL_PROPAGATION);
    assertThat(configuration.noise().additions())
        .isEqualTo(new CertifierConfiguration.Range(0, 0.02));
    assertThat(configuration.noise().deletions())
        .isEqualTo(new CertifierConfiguration.Range(0.6, 0.95));
    assertThat(configuration.smoothing().seed()).hasValue(-5);
    assertThat(configuration.collective().timeLimit()).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void allFaultsAreNamedAtOnceWithTheirPaths() {
    String yaml =
        """
        kafka: {}
        smoothing: {samples: -3, thread: 2, device: tpu}
        confidence: {alpha: 0.7}
        noise: {deletions: {min: 0.9, max: 0.5}}
        collective: {time-limit: soon}
        managment: {port: 1}
        """;

    assertThatThrownBy(() -> loader.parse("a.yaml", yaml, Map.of()))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("a.yaml has 9 faults")
        .hasMessageContaining("kafka.bootstrap.servers: is missing; it must be given.")
        .hasMessageContaining("model: is missing; it must be given.")
        .hasMessageContaining("smoothing.samples: -3 must be >= 1.")
        .hasMessageContaining("smoothing.thread: is not a known key; did you mean 'threads'?")
        .hasMessageContaining("smoothing.device: \"tpu\" must be one of auto, cpu, gpu.")
        .hasMessageContaining("confidence.alpha: 0.7 must be < 0.5.")
        .hasMessageContaining(
            "noise.deletions: min is 0.9 and max is 0.5; min must not exceed max.")
        .hasMessageContaining("collective.time-limit: \"soon\" must match")
        .hasMessageContaining("managment: is not a known key; did you mean 'management'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smoothing: 5 | smoothing: 5 must be of type object.",
        "smoothing: {samples: many} | smoothing.samples: \"many\" must be of type integer.",
        "smoothing: {samples: 1.5} | smoothing.samples: 1.5 must be of type integer.",
        "smoothing: {samples: null} | smoothing.samples: null must be of type integer.",
        "topics: {graph-updates: 'no spaces'} | topics.graph-updates: \"no spaces\" must match",
        "topics: {graph-updates: a, dead-letters: a} | topics.dead-letters: \"a\" is the name of"
            + " topics.graph-updates, too",
        "noise: {additions: {max: 0.4}, deletions: {max: 0.7}} | noise: additions.max is 0.4 and"
            + " deletions.max is 0.7; together",
        "regions: {method: file} | regions.file: is missing",
        "regions: {file: a.csv} | regions.file: is given but regions.method is 'growth'",
        "topics: {graph-updates: smoothing-tasks} | topics.smoothing-tasks: \"smoothing-tasks\" is"
            + " the name of topics.graph-updates, too",
        "smoothing: {device: gpu, pool: {enabled: true}} | smoothing.pool.noise: is 'keyed' but"
            + " smoothing.device is \"gpu\"",
      })
  void aFaultHasValueAndRule(String yaml, String message) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: [1 | is no valid YAML at line",
        "encoding: json\\nencoding: json | is no valid YAML at line 2",
        "- a list | must be a map of keys",
      })
  void whatIsNoMapOfKeysIsRefused(String yaml, String message) {
    assertThatThrownBy(() -> loader.parse("a.yaml", yaml.replace("\\n", "\n"), Map.of()))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anEmptyFileLacksOnlyWhatIsRequired() {
    assertThatThrownBy(() -> loader.parse("a.yaml", "", Map.of()))
        .isInstanceOfSatisfying(
            InvalidConfigurationException.class,
            e ->
                assertThat(e.faults())
                    .extracting(ConfigurationFault::path)
                    .containsExactlyInAnyOrder("kafka", "model"));
  }

  @Test
  void environmentVariablesOverrideTheFile() {
    CertifierConfiguration configuration =
        loader.parse(
            "a.yaml",
            REQUIRED + "smoothing: {samples: 7}",
            Map.of(
                "RINGFENCE_SMOOTHING_SAMPLES", "500",
                "RINGFENCE_TOPICS_CREATE", "false",
                "RINGFENCE_NOISE_DELETIONS_MAX", "0.9",
                "RINGFENCE_GRAPH_NODE_ID_BYTES", "99",
                "RINGFENCE_GRAPH_ATTRIBUTES", "50000000000",
                "RINGFENCE_KAFKA_BOOTSTRAP_SERVERS", "other:1",
                "RINGFENCE_KAFKA_SECURITY_PROTOCOL", "SSL",
                "RINGFENCE_KAFKA_CONSUMER_MAX_POLL_RECORDS", "9",
                "RINGFENCE_SERVICE_HOST", "10.0.0.1",
                "PATH", "/bin"));

    assertThat(configuration.smoothing().samples()).isEqualTo(500);
    assertThat(configuration.topics().create()).isFalse();
    assertThat(configuration.noise().deletions().max()).isEqualTo(0.9);
    assertThat(configuration.graph().nodeIdBytes()).isEqualTo(99);
    assertThat(configuration.graph().attributes()).isEqualTo(50_000_000_000L);
    assertThat(configuration.kafka().bootstrapServers()).isEqualTo("other:1");
    assertThat(configuration.kafka().consumer())
        .containsEntry("security.protocol", "SSL")
        .containsEntry("max.poll.records", "9");
    assertThat(configuration.kafka().producer()).doesNotContainKey("max.poll.records");
  }

  @Test
  void aFaultNamesTheVariableItCameFrom() {
    assertThatThrownBy(
            () -> loader.parse("a.yaml", REQUIRED, Map.of("RINGFENCE_MANAGEMENT_PORT", "tcp://x")))
        .hasMessageContaining(
            "management.port: \"tcp://x\" must be of type integer."
                + " It was set by RINGFENCE_MANAGEMENT_PORT.");
  }

  @Test
  void secretsAreNotShown() {
    CertifierConfiguration configuration =
        loader.parse(
            "a.yaml",
            REQUIRED + "smoothing: {seed: 4711}",
            Map.of(
                "RINGFENCE_KAFKA_SASL_JAAS_CONFIG", "hunter2",
                "RINGFENCE_KAFKA_SSL_TRUSTSTORE_PASSWORD", "hunter3"));

    assertThat(configuration.toString())
        .doesNotContain("4711")
        .doesNotContain("hunter")
        .contains("sasl.jaas.config=******");
  }

  @Test
  void secretsAreNotShownInFaults() {
    assertThatThrownBy(
            () ->
                loader.parse("a.yaml", "kafka: {ssl.key.password: [hunter2]}\nmodel: m", Map.of()))
        .hasMessageContaining("kafka.ssl.key.password: ****** must be of type")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path folder) {
    assertThatThrownBy(() -> loader.load(folder.resolve("none.yaml"), Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.yaml")
        .hasMessageContaining("deploy/ringfence.example.yaml");
  }

  private CertifierConfiguration parse(String yaml) {
    return loader.parse("a.yaml", REQUIRED + yaml, Map.of());
  }
}
