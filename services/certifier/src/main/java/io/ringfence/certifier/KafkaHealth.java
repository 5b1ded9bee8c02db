package io.ringfence.certifier;

import io.ringfence.stream.CertifierEvent;
import io.ringfence.stream.CertifierListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether Kafka is there and takes what is written, with a patience, so that a broker that restarts
 * does not put every certifier out of service. Thread-safe.
 */
final class KafkaHealth implements CertifierListener {

  /** State that is read back without another failure for so long speaks for an end of trouble. */
  private static final Duration CALM = Duration.ofSeconds(30);

  private final Duration patience;
  private final InstantSource steady;
  private @Nullable Instant failingSince;
  private Instant failedLast = Instant.MIN;
  private Instant restored = Instant.MIN;
  private String cause = "";

  /**
   * @param patience how long it may be away or refuse, positive
   * @param steady must not jump
   */
  KafkaHealth(Duration patience, InstantSource steady) {
    this.patience = patience;
    this.steady = steady;
  }

  @Override
  public synchronized void on(CertifierEvent event) {
    if (event instanceof CertifierEvent.Committed) {
      failingSince = null;
    } else if (event instanceof CertifierEvent.Aborted aborted) {
      failedLast = steady.instant();
      failingSince = failingSince == null ? failedLast : failingSince;
      cause = aborted.cause();
    } else if (event instanceof CertifierEvent.Restored) {
      restored = steady.instant();
    }
  }

  /**
   * What is wrong for longer than the patience, if anything is.
   *
   * @param silence for how long no broker has answered
   */
  synchronized Optional<String> trouble(Duration silence) {
    if (silence.compareTo(patience) >= 0) {
      return Optional.of(
          "No broker has answered for %d s, and management.kafka-patience is %d s; check the brokers and kafka.bootstrap.servers. What is committed stays true, updates wait."
              .formatted(silence.toSeconds(), patience.toSeconds()));
    }
    Instant now = steady.instant();
    Instant since = failingSince;
    if (since == null || now.isBefore(since.plus(patience)) || isOver(now)) {
      return Optional.empty();
    }
    return Optional.of(
        "Nothing could be committed for %d s (%s), and management.kafka-patience is %d s; look at the brokers' logs: are enough replicas in sync? What is committed stays true, updates wait."
            .formatted(Duration.between(since, now).toSeconds(), cause, patience.toSeconds()));
  }

  /** Whether nothing was to be committed since, of which nothing could fail. */
  private boolean isOver(Instant now) {
    return restored.isAfter(failedLast) && !now.isBefore(restored.plus(CALM));
  }
}
