package io.ringfence.monitor.configuration;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.ringfence.hosting.configuration.DurationText;
import io.ringfence.hosting.configuration.KafkaOptions;
import io.ringfence.hosting.configuration.SchemaOptions;
import io.ringfence.hosting.configuration.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Everything that can be set of a monitor, valid as a whole. The meaning, range and default of each
 * key is in {@code docs/configuration-monitor.md}.
 */
public record MonitorConfiguration(
    KafkaOptions kafka,
    Topics topics,
    Encoding encoding,
    SchemaOptions schema,
    Server server,
    boolean structure,
    History history,
    List<RuleSettings> rules,
    List<MaintenanceSettings> maintenance,
    @JsonProperty("notify") NotifySettings outlets,
    Management management) {

  public MonitorConfiguration {
    rules = List.copyOf(rules);
    maintenance = List.copyOf(maintenance);
  }

  /** How alerts are written. */
  public enum Encoding {
    JSON,
    PROTOBUF
  }

  /** Names and making of topics; {@code replication} -1 leaves the number to the broker. */
  public record Topics(
      String nodeCertificates,
      String graphCertificates,
      String graphChangelog,
      String robustnessAlerts,
      boolean create,
      short replication) {}

  /**
   * The port for people.
   *
   * @param publicAddress where people find it, such as {@code https://ringfence.example}; empty if
   *     it has no other name than its own
   */
  public record Server(
      String host,
      int port,
      String publicAddress,
      List<String> corsOrigins,
      Auth auth,
      Limits limits) {

    public Server {
      corsOrigins = List.copyOf(corsOrigins);
    }
  }

  /** Who may read. Texts are empty and paths too where they are not set. */
  public record Auth(
      Mode mode,
      String token,
      Path tokenFile,
      Path publicKeyFile,
      String algorithm,
      String issuer,
      String audience,
      String clientId) {

    /** How readers show that they may. */
    public enum Mode {
      OFF,
      TOKEN,
      JWT,
      OIDC
    }

    /** The token is masked. */
    @Override
    public String toString() {
      return "Auth[mode=%s, token=%s, tokenFile=%s, publicKeyFile=%s, algorithm=%s, issuer=%s, audience=%s, clientId=%s]"
          .formatted(
              mode,
              token.isEmpty() ? "" : "******",
              tokenFile,
              publicKeyFile,
              algorithm,
              issuer,
              audience,
              clientId);
    }
  }

  /** What clients may take up. */
  public record Limits(
      int connections,
      int eventClients,
      int events,
      long eventBytes,
      @JsonDeserialize(using = DurationText.class) Duration patience) {}

  /** What is remembered, at most. */
  public record History(int wordsPerNode, int points, int alerts) {}

  /** Port for health and metrics. */
  public record Management(String host, int port, Secret token) {}
}
