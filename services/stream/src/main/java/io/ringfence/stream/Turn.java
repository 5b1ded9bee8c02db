package io.ringfence.stream;

import io.ringfence.engine.ApplyOutcome;
import io.ringfence.engine.SessionOutput;
import io.ringfence.graph.GraphUpdate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What is done with updates and with work that came back: every method fills an outbox that the
 * loop commits before anything else happens.
 */
final class Turn {

  private final StreamSettings settings;
  private final UpdateCodec codec;
  private final DeadLetters deadLetters;
  private final OutputWriter writer;
  private final Assignment assignment;
  private final TaskDesk desk;
  private final InstantSource clock;

  Turn(
      StreamSettings settings,
      UpdateCodec codec,
      DeadLetters deadLetters,
      OutputWriter writer,
      Assignment assignment,
      TaskDesk desk,
      InstantSource clock) {
    this.settings = settings;
    this.codec = codec;
    this.deadLetters = deadLetters;
    this.writer = writer;
    this.assignment = assignment;
    this.desk = desk;
    this.clock = clock;
  }

  /** Decodes and applies updates in their order, revoking what they touch. */
  Outbox apply(ConsumerRecords<byte[], byte[]> records) {
    Outbox outbox = new Outbox();
    Map<LiveSession, Optional<Header>> applied = new LinkedHashMap<>();
    for (TopicPartition id : records.partitions()) {
      InputPartition partition = assignment.ready(id);
      for (ConsumerRecord<byte[], byte[]> record : records.records(id)) {
        apply(outbox, applied, partition, record);
      }
    }
    applied.forEach(
        (owner, trace) -> write(outbox, owner, owner.session().speak(), trace.orElse(null)));
    for (var next : records.nextOffsets().entrySet()) {
      assignment.ready(next.getKey()).advance(next.getValue().offset());
      outbox.advance(next.getKey(), next.getValue());
    }
    writer.speak(outbox);
    return outbox;
  }

  private void apply(
      Outbox outbox,
      Map<LiveSession, Optional<Header>> applied,
      InputPartition partition,
      ConsumerRecord<byte[], byte[]> record) {
    outbox.countInput();
    Decoded decoded = codec.decode(record);
    if (decoded instanceof Decoded.Undecodable undecodable) {
      reject(outbox, record, undecodable.graphId(), undecodable.reason(), undecodable.message());
    } else if (decoded instanceof Decoded.Update update) {
      LiveSession owner = assignment.session(partition, update.graphId());
      if (apply(outbox, owner, record, update)) {
        Optional<Header> trace = TraceHeader.of(record.headers());
        applied.merge(owner, trace, (last, next) -> next.or(() -> last));
      }
    }
  }

  /** Whether the graph took the update. */
  private boolean apply(
      Outbox outbox,
      LiveSession owner,
      ConsumerRecord<byte[], byte[]> record,
      Decoded.Update decoded) {
    owner.sawInput(clock.instant());
    GraphUpdate update = decoded.update();
    ApplyOutcome outcome = owner.session().apply(update);
    if (outcome instanceof ApplyOutcome.Rejected rejected) {
      DeadLetterReason reason = DeadLetterReason.of(rejected.reason());
      reject(outbox, record, Optional.of(decoded.graphId()), reason, rejected.message());
    } else if (outcome instanceof ApplyOutcome.Applied applied) {
      outbox.tell(
          new CertifierEvent.Applied(
              owner.graphId(),
              record.partition(),
              record.offset(),
              Instant.ofEpochMilli(record.timestamp()),
              update.ops().size(),
              applied.version()));
    }
    return outcome instanceof ApplyOutcome.Applied;
  }

  private void reject(
      Outbox outbox,
      ConsumerRecord<byte[], byte[]> record,
      Optional<String> graphId,
      DeadLetterReason reason,
      String message) {
    outbox.addLetter(deadLetters.of(record, reason, message));
    outbox.tell(
        new CertifierEvent.Rejected(graphId, record.partition(), record.offset(), reason, message));
  }

  /** Takes in what other threads have found. */
  Outbox settle(List<Finished> finished) {
    Outbox outbox = new Outbox();
    for (Finished work : finished) {
      InputPartition partition = assignment.owner(work.owner());
      if (partition != null) {
        settle(outbox, partition, work);
      }
    }
    writer.speak(outbox);
    return outbox;
  }

  private void settle(Outbox outbox, InputPartition partition, Finished work) {
    LiveSession owner = work.owner();
    if (work instanceof Finished.Certification certification) {
      owner.finished();
      SessionOutput output = owner.session().settle(certification.task(), certification.result());
      write(outbox, partition, owner, output);
      outbox.tell(
          new CertifierEvent.Settled(
              owner.graphId(),
              output.certificates(),
              certification.task().nodes() - output.certificates().size(),
              since(certification.plannedAt())));
    } else if (work instanceof Finished.Collective collective) {
      SessionOutput output = owner.session().settle(collective.task(), collective.certificates());
      write(outbox, partition, owner, output);
      outbox.tell(
          new CertifierEvent.CollectiveSettled(owner.graphId(), since(collective.plannedAt())));
    } else if (work instanceof Finished.FailedCertification failed) {
      owner.finished();
      owner.session().abandon(failed.task());
      fail(outbox, owner, failed.cause());
    } else if (work instanceof Finished.FailedCollective failed) {
      owner.session().abandon(failed.task());
      fail(outbox, owner, failed.cause());
    }
  }

  private void fail(Outbox outbox, LiveSession owner, Throwable cause) {
    if (!(cause instanceof CancellationException)) {
      owner.pauseAfterFailure(clock.instant());
      outbox.tell(new CertifierEvent.TaskFailed(owner.graphId(), cause));
    }
  }

  /** Opens epochs that are due where updates rest, or have not rested for long. */
  Outbox openEpochs() {
    Outbox outbox = new Outbox();
    for (LiveSession owner : assignment.sessions()) {
      Instant now = clock.instant();
      InputPartition partition = assignment.owner(owner);
      if (partition != null
          && owner.wantsEpochCheck(now, settings.epochQuiet(), settings.epochDelay())) {
        SessionOutput output = openEpoch(owner);
        owner.checkedEpoch(clock.instant());
        write(outbox, partition, owner, output);
        output
            .openedEpoch()
            .ifPresent(
                ledger ->
                    outbox.tell(
                        new CertifierEvent.EpochOpened(owner.graphId(), ledger, since(now))));
      }
    }
    writer.speak(outbox);
    return outbox;
  }

  private static SessionOutput openEpoch(LiveSession owner) {
    try {
      return owner.session().openEpochIfDue();
    } catch (IllegalArgumentException e) {
      throw new StreamException(
          "Regions of graph '%s' cannot be chosen (%s); check 'regions' and 'noise'."
              .formatted(owner.graphId(), Causes.line(e)),
          e);
    }
  }

  private void write(
      Outbox outbox, InputPartition partition, LiveSession owner, SessionOutput output) {
    if (!output.isEmpty()) {
      write(outbox, owner, output, null);
      outbox.advance(partition.id(), new OffsetAndMetadata(partition.next()));
    }
  }

  /**
   * @param trace of the last traced update behind it
   */
  private void write(
      Outbox outbox, LiveSession owner, SessionOutput output, @Nullable Header trace) {
    writer.write(outbox, owner, output, trace);
    outbox.tell(new CertifierEvent.Said(owner.graphId(), output));
  }

  /** Hands out whatever waits for certification. */
  void plan() {
    Instant now = clock.instant();
    for (LiveSession owner : assignment.sessions()) {
      if (owner.mayWork(now)) {
        owner
            .session()
            .plan(settings.maxNodesPerTask())
            .ifPresent(
                task -> {
                  owner.began(task);
                  desk.submit(owner, task);
                });
        owner.session().planCollective().ifPresent(task -> desk.submit(owner, task));
      }
    }
  }

  private Duration since(Instant then) {
    return Duration.between(then, clock.instant());
  }
}
