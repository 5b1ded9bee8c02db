package io.ringfence.stream;

import io.ringfence.engine.CertificationTask;
import io.ringfence.engine.GraphSession;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** A graph's session and what the loop remembers of it. */
final class LiveSession {

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final String graphId;
  private final int partition;
  private final GraphSession session;
  private String scheduleId;
  private final EpochWatch watch;
  private final Set<CertificationTask> inFlight = new HashSet<>();
  private Instant lastInput;
  private OptionalLong lastUpdate = OptionalLong.empty();
  private Instant lastEpochCheck;
  private boolean epochCheckWanted = true;
  private Instant noWorkBefore = Instant.MIN;

  LiveSession(
      String graphId,
      int partition,
      GraphSession session,
      String scheduleId,
      EpochRule rule,
      Instant now) {
    this.graphId = graphId;
    this.partition = partition;
    this.session = session;
    this.scheduleId = scheduleId;
    this.watch = new EpochWatch(rule, now);
    this.lastInput = now;
    this.lastEpochCheck = now;
  }

  String graphId() {
    return graphId;
  }

  int partition() {
    return partition;
  }

  GraphSession session() {
    return session;
  }

  /** Fingerprint of the schedule in force, empty before the first epoch. */
  String scheduleId() {
    return scheduleId;
  }

  void enterSchedule(String fingerprint) {
    scheduleId = fingerprint;
  }

  void sawInput(Instant now) {
    lastInput = now;
    epochCheckWanted = true;
  }

  /** An update was taken. */
  void took(long offset) {
    lastUpdate = OptionalLong.of(offset);
  }

  /** Offset of the last update that was taken since the session is here. */
  OptionalLong lastUpdate() {
    return lastUpdate;
  }

  EpochWatch watch() {
    return watch;
  }

  /** Whether it is time to plan an epoch if one is due: when updates rest, or have not rested. */
  boolean wantsEpochCheck(Instant now, Duration quiet, Duration delay) {
    return epochCheckWanted
        && (!now.isBefore(lastInput.plus(quiet)) || !now.isBefore(lastEpochCheck.plus(delay)));
  }

  void checkedEpoch(Instant now) {
    lastEpochCheck = now;
    epochCheckWanted = false;
  }

  /** A plan has failed: whether an epoch is due is to be asked once more. */
  void checkEpochAgain() {
    epochCheckWanted = true;
  }

  boolean mayWork(Instant now) {
    return !now.isBefore(noWorkBefore);
  }

  void pauseAfterFailure(Instant now) {
    noWorkBefore = now.plus(PAUSE_AFTER_FAILURE);
  }

  void began(CertificationTask task) {
    inFlight.add(task);
  }

  void finished(CertificationTask task) {
    inFlight.remove(task);
  }

  /** The session is given up: what is under way for it is not wanted any more. */
  void drop() {
    inFlight.forEach(CertificationTask::cancel);
    inFlight.clear();
  }
}
