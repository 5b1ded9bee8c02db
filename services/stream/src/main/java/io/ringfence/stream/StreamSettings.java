package io.ringfence.stream;

import io.ringfence.schemas.Encoding;
import java.time.Duration;

/**
 * How a certifier takes part in the stream.
 *
 * @param group consumer group that shares the graphs
 * @param instanceId unique in the group and the same after a restart
 * @param formats of certificates
 * @param recordBytes largest update that is decoded
 * @param epochQuiet a due epoch opens once a graph has had no update for so long
 * @param epochDelay a due epoch opens at the latest after so long
 * @param epochRule when an epoch is wanted that is not due
 * @param work how certifications are cut and shared between graphs
 * @param flow how much input is held in memory
 */
public record StreamSettings(
    ClientOptions clients,
    Topics topics,
    String group,
    String instanceId,
    RecordFormats formats,
    int recordBytes,
    Duration epochQuiet,
    Duration epochDelay,
    EpochRule epochRule,
    WorkSettings work,
    FlowLimits flow,
    Failover failover) {

  /** Defaults for all but what has none. */
  public static StreamSettings of(ClientOptions clients, String group, String instanceId) {
    return new StreamSettings(
        clients,
        Topics.DEFAULT,
        group,
        instanceId,
        RecordFormats.of(Encoding.JSON),
        1 << 20,
        Duration.ofMillis(200),
        Duration.ofSeconds(2),
        EpochRule.DEFAULT,
        WorkSettings.DEFAULT,
        FlowLimits.DEFAULT,
        Failover.NONE);
  }

  public StreamSettings {
    if (group.isBlank() || instanceId.isBlank()) {
      throw new IllegalArgumentException(
          "Group is '%s' and instance id '%s'; neither may be blank.".formatted(group, instanceId));
    }
    if (recordBytes < 1) {
      throw new IllegalArgumentException(
          "Largest record is %d bytes; it must be at least 1.".formatted(recordBytes));
    }
    if (!clients.faults().isEmpty()) {
      ClientOptions.Fault first = clients.faults().get(0);
      throw new IllegalArgumentException("Option '%s' %s".formatted(first.path(), first.message()));
    }
  }

  /** The same, but for how certificates are written. */
  public StreamSettings with(RecordFormats other) {
    return new StreamSettings(
        clients,
        topics,
        group,
        instanceId,
        other,
        recordBytes,
        epochQuiet,
        epochDelay,
        epochRule,
        work,
        flow,
        failover);
  }

  String transactionalId() {
    return group + "-" + instanceId;
  }
}
