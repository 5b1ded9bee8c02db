package io.ringfence.smoother.configuration;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.ringfence.hosting.configuration.DurationText;
import io.ringfence.hosting.configuration.KafkaOptions;
import io.ringfence.hosting.configuration.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Everything that can be set of a worker, valid as a whole. The meaning, range and default of each
 * key is in {@code docs/configuration-smoother.md}.
 */
public record SmootherConfiguration(
    KafkaOptions kafka,
    Topics topics,
    String workerId,
    String group,
    @JsonDeserialize(using = DurationText.class) Duration lock,
    List<Path> models,
    Smoothing smoothing,
    Management management) {

  public SmootherConfiguration {
    models = List.copyOf(models);
  }

  /** Names and making of topics; {@code replication} -1 leaves the number to the broker. */
  public record Topics(
      String smoothingTasks,
      String smoothingResults,
      boolean create,
      int partitions,
      short replication,
      int recordBytes) {}

  /** Monte Carlo work; {@code threads} 0 means one per processor. */
  public record Smoothing(Device device, int threads) {}

  /** Where models run. */
  public enum Device {
    AUTO,
    CPU,
    GPU
  }

  /** Address of health and status; how long Kafka may be away before readiness says so. */
  public record Management(
      String host,
      int port,
      Secret token,
      @JsonDeserialize(using = DurationText.class) Duration kafkaPatience) {}
}
