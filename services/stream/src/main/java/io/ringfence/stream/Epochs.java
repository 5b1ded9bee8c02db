package io.ringfence.stream;

import io.ringfence.engine.EpochTask;
import io.ringfence.engine.SessionOutput;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Plans epochs that are due or wanted, and opens those that are certified. */
final class Epochs {

  private final StreamSettings settings;
  private final Assignment assignment;
  private final OutputWriter writer;
  private final Writing writing;
  private final InstantSource clock;
  private final Map<LiveSession, String> reasons = new HashMap<>();

  /** How what a session says of itself gets into an outbox. */
  @FunctionalInterface
  interface Writing {
    void write(Outbox outbox, InputPartition partition, LiveSession owner, SessionOutput output);
  }

  Epochs(
      StreamSettings settings,
      Assignment assignment,
      OutputWriter writer,
      Writing writing,
      InstantSource clock) {
    this.settings = settings;
    this.assignment = assignment;
    this.writer = writer;
    this.writing = writing;
    this.clock = clock;
  }

  /** Revokes what other settings have left, and opens epochs that are ready. */
  Outbox advance() {
    Outbox outbox = new Outbox();
    List<LiveSession> sessions = assignment.sessions();
    reasons.keySet().retainAll(sessions);
    for (LiveSession owner : sessions) {
      Instant now = clock.instant();
      InputPartition partition = assignment.owner(owner);
      if (partition != null) {
        SessionOutput output = owner.session().advance();
        writing.write(outbox, partition, owner, output);
        output
            .openedEpoch()
            .ifPresent(
                ledger ->
                    outbox.tell(
                        new CertifierEvent.EpochOpened(
                            owner.graphId(), ledger, Duration.between(now, clock.instant()))));
      }
    }
    writer.speak(outbox);
    return outbox;
  }

  /** Asks for an epoch of a graph; whether it is one of this instance's. */
  EpochAnswer request(String graphId) {
    LiveSession owner = assignment.find(graphId);
    if (owner == null) {
      return EpochAnswer.NOT_HERE;
    }
    if (owner.session().isEpochUnderWay()) {
      return EpochAnswer.UNDER_WAY;
    }
    want(owner, "it was asked for");
    return EpochAnswer.WANTED;
  }

  private void want(LiveSession owner, String reason) {
    owner.session().requestEpoch();
    reasons.put(owner, reason);
  }

  /**
   * The choice of regions that a graph wants now. A due epoch waits until updates rest, or have not
   * rested for long, so that a graph that is just being loaded is not planned at its first node.
   */
  Optional<EpochTask> plan(LiveSession owner) {
    Instant now = clock.instant();
    if (owner.session().isEpochUnderWay()) {
      return Optional.empty();
    }
    owner.watch().look(now, owner.session()::drift).ifPresent(reason -> want(owner, reason));
    boolean wanted = reasons.containsKey(owner);
    if (!wanted && !owner.wantsEpochCheck(now, settings.epochQuiet(), settings.epochDelay())) {
      return Optional.empty();
    }
    owner.checkedEpoch(now);
    return owner.session().planEpoch();
  }

  /** The regions of a next epoch are chosen. */
  void begin(Outbox outbox, InputPartition partition, Finished.Epoch epoch) {
    LiveSession owner = epoch.owner();
    SessionOutput output;
    try {
      output = owner.session().settle(epoch.task(), epoch.plan());
    } catch (IllegalArgumentException e) {
      fail(outbox, owner, epoch.task(), e);
      return;
    }
    Optional<String> reason = Optional.ofNullable(reasons.remove(owner));
    owner.watch().begun(clock.instant());
    writing.write(outbox, partition, owner, output);
    outbox.tell(new CertifierEvent.EpochBegun(owner.graphId(), reason));
  }

  /**
   * Regions could not be chosen. An epoch in force stays; the next try is made when one is due
   * after a further update, when the rule asks again, or on request.
   *
   * @throws StreamException if the graph has no epoch and none can be chosen as configured
   */
  void fail(Outbox outbox, LiveSession owner, EpochTask task, Throwable cause) {
    owner.session().abandon(task);
    reasons.remove(owner);
    if (!(cause instanceof IllegalArgumentException)) {
      owner.checkEpochAgain();
    } else if (owner.session().hasEpoch()) {
      owner.watch().begun(clock.instant());
    } else {
      throw new StreamException(
          "Regions of graph '%s' cannot be chosen (%s); check 'regions' and 'noise'."
              .formatted(owner.graphId(), Causes.line(cause)),
          cause);
    }
    if (!(cause instanceof CancellationException)) {
      owner.pauseAfterFailure(clock.instant());
      outbox.tell(new CertifierEvent.TaskFailed(owner.graphId(), cause));
    }
  }
}
