package io.ringfence.stream;

import io.ringfence.rights.Refusal;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Which failures of Kafka end the loop, and how they are put to the operator. */
final class Failures {

  private static final int MOST_ALIKE = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final StreamSettings settings;
  private final Refusal refusal;
  private int inARow;

  Failures(StreamSettings settings) {
    this.settings = settings;
    this.refusal = Refusals.ofCertifier(settings);
  }

  void succeeded() {
    inARow = 0;
  }

  /**
   * Counts a failure.
   *
   * @param replaced asked if the producer is outdated: whether another process bears this
   *     instance's name. If none does, its transaction took too long, or it was taken for dead and
   *     its successor has ended it: it begins anew
   * @return how long to wait before the next try
   * @throws StreamException if trying again is pointless
   */
  Duration judge(KafkaException failure, BooleanSupplier replaced) {
    StreamException fatal = fatal(failure, replaced);
    if (fatal != null) {
      throw fatal;
    }
    inARow++;
    if (inARow >= MOST_ALIKE && !mayPass(failure)) {
      throw new StreamException(
          "A transaction failed %d times in a row (%s)%s"
              .formatted(inARow, Causes.line(failure), remedy(failure)),
          failure);
    }
    long pause = FIRST_PAUSE.toMillis() << Math.min(inARow - 1, 10);
    return Duration.ofMillis(Math.min(pause, LONGEST_PAUSE.toMillis()));
  }

  private static String remedy(KafkaException failure) {
    return has(failure, RecordTooLargeException.class)
        ? "; raise max.message.bytes of the output topics and kafka.producer.max.request.size."
        : "; look at the broker's log, then start again: nothing was half written.";
  }

  private static boolean mayPass(KafkaException failure) {
    return has(failure, RetriableException.class)
        || has(failure, CommitFailedException.class)
        || has(failure, InvalidProducerEpochException.class)
        || isOutdated(failure);
  }

  /** Whether the producer can do nothing more, and another one must be opened. */
  static boolean isOutdated(KafkaException failure) {
    return has(failure, ProducerFencedException.class);
  }

  @SuppressWarnings("NullAway") // null means: go on
  private StreamException fatal(KafkaException failure, BooleanSupplier replaced) {
    if (has(failure, FencedInstanceIdException.class)
        || (isOutdated(failure) && replaced.getAsBoolean())) {
      return new StreamException(
          "Another certifier of group '%s' runs with instance-id '%s' and has taken over; give every instance its own instance-id."
              .formatted(settings.group(), settings.instanceId()),
          failure);
    }
    if (Refusal.isRefusal(failure)) {
      return new StreamException(refusal.words(failure).orElse(Causes.line(failure)), failure);
    }
    if (failure instanceof OffsetOutOfRangeException
        || failure instanceof NoOffsetForPartitionException) {
      return new StreamException(
          "Updates that the group '%s' has not read are gone from '%s' (%s); raise its retention; to go on without them reset the group's offsets with kafka-consumer-groups.sh and know that the graphs lack them."
              .formatted(settings.group(), settings.topics().graphUpdates(), Causes.line(failure)),
          failure);
    }
    if (has(failure, UnsupportedVersionException.class)) {
      return new StreamException(
          "The broker is too old (%s); use Kafka 3.0 or newer.".formatted(Causes.line(failure)),
          failure);
    }
    return null;
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }
}
