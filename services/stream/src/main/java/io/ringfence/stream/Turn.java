package io.ringfence.stream;

import io.ringfence.engine.ApplyOutcome;
import io.ringfence.engine.SessionOutput;
import io.ringfence.graph.GraphUpdate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
  private final Epochs epochs;
  private final InstantSource clock;

  Turn(
      StreamSettings settings,
      UpdateCodec codec,
      DeadLetters deadLetters,
      OutputWriter writer,
      Assignment assignment,
      InstantSource clock) {
    this.settings = settings;
    this.codec = codec;
    this.deadLetters = deadLetters;
    this.writer = writer;
    this.assignment = assignment;
    this.clock = clock;
    this.epochs = new Epochs(settings, assignment, writer, this::write, clock);
  }

  /** Keeps updates until they are applied. */
  void receive(ConsumerRecords<byte[], byte[]> records) {
    for (var next : records.nextOffsets().entrySet()) {
      TopicPartition id = next.getKey();
      assignment.ready(id).inbox().add(records.records(id), next.getValue());
    }
  }

  /** Bytes of updates that wait to be applied. */
  long waitingBytes() {
    return assignment.ready().stream().mapToLong(partition -> partition.inbox().bytes()).sum();
  }

  /**
   * Takes in what other threads have found, then updates. Together, since a transaction costs more
   * than what is in it.
   */
  Outbox take(List<Finished> finished) {
    Outbox outbox = new Outbox();
    settle(outbox, finished);
    apply(outbox);
    writer.speak(outbox);
    return outbox;
  }

  /**
   * Decodes and applies updates in their order, revoking what they touch, as many as one
   * transaction may hold; one of each partition after another.
   */
  private void apply(Outbox outbox) {
    Map<LiveSession, Optional<Header>> applied = new LinkedHashMap<>();
    List<InputPartition> open = new ArrayList<>(assignment.ready());
    Instant until = clock.instant().plus(settings.flow().batchTime());
    long bytes = 0;
    while (!open.isEmpty()
        && bytes < settings.flow().batchBytes()
        && (bytes == 0 || clock.instant().isBefore(until))) {
      for (InputPartition partition : List.copyOf(open)) {
        ConsumerRecord<byte[], byte[]> record = partition.inbox().take();
        if (record == null) {
          open.remove(partition);
        } else {
          bytes += Inbox.size(record);
          apply(outbox, applied, partition, record);
        }
      }
    }
    applied.forEach(
        (owner, trace) -> write(outbox, owner, owner.session().speak(), trace.orElse(null)));
    assignment.ready().forEach(partition -> advance(outbox, partition));
  }

  private static void advance(Outbox outbox, InputPartition partition) {
    OffsetAndMetadata position = partition.inbox().position();
    if (position != null && position.offset() != partition.next()) {
      partition.advance(position.offset());
      outbox.advance(partition.id(), position);
    }
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
      owner.took(record.offset());
      outbox.tell(
          new CertifierEvent.Applied(
              owner.graphId(),
              record.partition(),
              record.offset(),
              Instant.ofEpochMilli(record.timestamp()),
              update.ops().size(),
              applied.version(),
              TraceHeader.text(record.headers())));
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

  private void settle(Outbox outbox, List<Finished> finished) {
    for (Finished work : finished) {
      InputPartition partition = assignment.owner(work.owner());
      if (partition != null) {
        settle(outbox, partition, work);
      }
    }
  }

  private void settle(Outbox outbox, InputPartition partition, Finished work) {
    LiveSession owner = work.owner();
    if (work instanceof Finished.Certification certification) {
      settle(outbox, partition, certification);
    } else if (work instanceof Finished.Epoch epoch) {
      epochs.begin(outbox, partition, epoch);
    } else if (work instanceof Finished.FailedEpoch failed) {
      epochs.fail(outbox, owner, failed.task(), failed.cause());
    } else if (work instanceof Finished.Collective collective) {
      SessionOutput output = owner.session().settle(collective.task(), collective.certificates());
      write(outbox, partition, owner, output);
      outbox.tell(
          new CertifierEvent.CollectiveSettled(owner.graphId(), since(collective.plannedAt())));
    } else if (work instanceof Finished.FailedCertification failed) {
      owner.finished(failed.task());
      owner.session().abandon(failed.task());
      fail(outbox, owner, failed.cause());
    } else if (work instanceof Finished.FailedCollective failed) {
      owner.session().abandon(failed.task());
      fail(outbox, owner, failed.cause());
    }
  }

  private void settle(
      Outbox outbox, InputPartition partition, Finished.Certification certification) {
    LiveSession owner = certification.owner();
    owner.finished(certification.task());
    boolean beforeItsEpoch = owner.session().isOfUpcomingEpoch(certification.task());
    SessionOutput output = owner.session().settle(certification.task(), certification.result());
    write(outbox, partition, owner, output);
    if (!beforeItsEpoch) {
      outbox.tell(
          new CertifierEvent.Settled(
              owner.graphId(),
              output.certificates(),
              certification.task().nodes() - output.certificates().size(),
              since(certification.plannedAt())));
    }
  }

  private void fail(Outbox outbox, LiveSession owner, Throwable cause) {
    if (!(cause instanceof CancellationException)) {
      owner.pauseAfterFailure(clock.instant());
      outbox.tell(new CertifierEvent.TaskFailed(owner.graphId(), cause));
    }
  }

  /** Writes what a session says of itself, at the present position of its input. */
  void write(Outbox outbox, InputPartition partition, LiveSession owner, SessionOutput output) {
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

  Epochs epochs() {
    return epochs;
  }

  private Duration since(Instant then) {
    return Duration.between(then, clock.instant());
  }
}
