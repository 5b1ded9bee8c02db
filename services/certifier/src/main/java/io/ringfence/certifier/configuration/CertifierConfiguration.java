package io.ringfence.certifier.configuration;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.ringfence.hosting.configuration.DurationText;
import io.ringfence.hosting.configuration.KafkaOptions;
import io.ringfence.hosting.configuration.SchemaOptions;
import io.ringfence.hosting.configuration.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set of a certifier, valid as a whole. The meaning, range and default of
 * each key is in {@code docs/configuration.md}; records follow its sections.
 */
public record CertifierConfiguration(
    KafkaOptions kafka,
    Topics topics,
    String instanceId,
    String group,
    Encoding encoding,
    SchemaOptions schema,
    Path model,
    Classifier classifier,
    Graph graph,
    Regions regions,
    Noise noise,
    Smoothing smoothing,
    Confidence confidence,
    Collective collective,
    EpochRule epoch,
    Certification certification,
    Planner planner,
    Flow flow,
    Failover failover,
    Management management,
    Tracing tracing) {

  /** Which smoothed classifier is certified. */
  public enum Classifier {
    VOTES,
    SCORES
  }

  /** How records are written. */
  public enum Encoding {
    JSON,
    PROTOBUF
  }

  /** Names and making of topics; {@code replication} -1 leaves the number to the broker. */
  public record Topics(
      String graphUpdates,
      String nodeCertificates,
      String graphCertificates,
      String graphChangelog,
      String deadLetters,
      String smoothingTasks,
      String smoothingResults,
      boolean create,
      int partitions,
      short replication) {}

  /** Limits of one graph. */
  public record Graph(
      int nodes,
      int edges,
      int degree,
      int nodeAttributes,
      long attributes,
      int nodeIdBytes,
      int recordBytes) {}

  /** How nodes are divided into regions. */
  public record Regions(
      int count, RegionMethod method, @JsonProperty("file") @Nullable String path) {
    /** The file of regions; present exactly for {@link RegionMethod#FILE}. */
    public Optional<Path> file() {
      return Optional.ofNullable(path).map(Path::of);
    }
  }

  /** Where regions come from. */
  public enum RegionMethod {
    GROWTH,
    @JsonProperty("label-propagation")
    LABEL_PROPAGATION,
    FILE
  }

  /** Noise from least (own region) to most (farthest region). */
  public record Noise(
      NoiseKind kind, Range additions, Range deletions, Range scales, ScheduleRule schedule) {}

  /** What noise does: flip bits, or add to real-valued attributes. */
  public enum NoiseKind {
    BINARY,
    GAUSSIAN,
    UNIFORM
  }

  /** Two probabilities, or two scales, {@code min <= max}. */
  public record Range(double min, double max) {}

  /** How levels spread from least to most. */
  public enum ScheduleRule {
    RANK,
    DISTANCE
  }

  /** Monte Carlo work; {@code threads} 0 means one per processor. */
  public record Smoothing(
      Device device,
      int threads,
      int samples,
      boolean adaptive,
      String targetBudgets,
      int selectionSamples,
      @JsonProperty("seed") @Nullable Long fixedSeed,
      Pool pool) {
    /** The seed, if noise shall be reproducible; otherwise it is drawn at start. */
    public OptionalLong seed() {
      return fixedSeed == null ? OptionalLong.empty() : OptionalLong.of(fixedSeed);
    }

    /** Never shows the seed: who knows it can foresee the noise. */
    @Override
    public String toString() {
      return "Smoothing[device=%s, threads=%d, samples=%d, adaptive=%s, targetBudgets=%s, selectionSamples=%d, seed=%s, pool=%s]"
          .formatted(
              device,
              threads,
              samples,
              adaptive,
              targetBudgets,
              selectionSamples,
              fixedSeed == null ? "none" : "******",
              pool);
    }
  }

  /** Workers that smooth for the certifier. */
  public record Pool(
      boolean enabled,
      PoolNoise noise,
      @JsonDeserialize(using = DurationText.class) Duration patience,
      @JsonDeserialize(using = DurationText.class) Duration part,
      int workers,
      int partsInFlight,
      int recordBytes) {}

  /** Whose noise counts. */
  public enum PoolNoise {
    KEYED,
    ANY
  }

  /** Where models run. */
  public enum Device {
    AUTO,
    CPU,
    GPU
  }

  /** Level and reach of the statements. */
  public record Confidence(double alpha, Scope scope, Reach time) {
    /** Which certificates hold together. */
    public enum Scope {
      JOINT,
      NODE
    }

    /** For how long they hold together. */
    public enum Reach {
      FOREVER,
      VERSION
    }
  }

  /** The certificate of the graph as a whole. */
  public record Collective(
      Grid grid, @JsonDeserialize(using = DurationText.class) Duration timeLimit) {}

  /** Largest numbers of additions and deletions that are answered, or distances. */
  public record Grid(int additions, int deletions, double distance, int steps) {}

  /** When a next epoch is planned. */
  public record EpochRule(
      double growth,
      boolean automatic,
      DriftLimits drift,
      @JsonDeserialize(using = DurationText.class) Duration hold,
      @JsonDeserialize(using = DurationText.class) Duration minAge) {}

  /** When certificates are sampled anew. */
  public record Certification(Renewal renewal) {}

  /** What is worth new samples although its word still stands. */
  public record Renewal(double share, int abstainedBits) {}

  /** How far a graph may move from its regions. */
  public record DriftLimits(double growth, double imbalance, double cut, double newEdges) {}

  /** How work is cut into tasks and shared. */
  public record Planner(
      int maxNodesPerTask,
      long maxWorkPerTask,
      int tasks,
      @JsonDeserialize(using = DurationText.class) Duration patience,
      @JsonProperty("watched") String watchedLines) {

    /** Keys of the watched nodes. */
    public List<String> watched() {
      return watchedLines.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
  }

  /** When updates are left on the broker for a while. */
  public record Flow(long waitingBytes, double heapShare) {}

  /** What an instance does for the day on which another one fails, and when it is stopped. */
  public record Failover(boolean standby, boolean leaveOnStop) {}

  /** Address of health and metrics; how long Kafka may be away before readiness says so. */
  public record Management(
      String host,
      int port,
      Secret token,
      @JsonDeserialize(using = DurationText.class) Duration kafkaPatience) {}

  /** Collector of spans; empty: none. */
  public record Tracing(String endpoint) {}
}
