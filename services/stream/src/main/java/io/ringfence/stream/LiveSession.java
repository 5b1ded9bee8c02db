package io.ringfence.stream;

import io.ringfence.engine.CertificationTask;
import io.ringfence.engine.GraphSession;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A graph's session and what the loop remembers of it. */
final class LiveSession {

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final String graphId;
  private final int partition;
  private final GraphSession session;
  private String scheduleId;
  private @Nullable CertificationTask inFlight;
  private Instant lastInput;
  private Instant lastEpochCheck;
  private boolean epochCheckWanted = true;
  private Instant noWorkBefore = Instant.MIN;

  LiveSession(String graphId, int partition, GraphSession session, String scheduleId, Instant now) {
    this.graphId = graphId;
    this.partition = partition;
    this.session = session;
    this.scheduleId = scheduleId;
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

  /** Whether it is time to open an epoch if one is due: when updates rest, or have not rested. */
  boolean wantsEpochCheck(Instant now, Duration quiet, Duration delay) {
    return epochCheckWanted
        && (!now.isBefore(lastInput.plus(quiet)) || !now.isBefore(lastEpochCheck.plus(delay)));
  }

  void checkedEpoch(Instant now) {
    lastEpochCheck = now;
    epochCheckWanted = false;
  }

  boolean mayWork(Instant now) {
    return !now.isBefore(noWorkBefore);
  }

  void pauseAfterFailure(Instant now) {
    noWorkBefore = now.plus(PAUSE_AFTER_FAILURE);
  }

  void began(CertificationTask task) {
    inFlight = task;
  }

  void finished() {
    inFlight = null;
  }

  /** The session is given up: what is under way for it is not wanted any more. */
  void drop() {
    if (inFlight != null) {
      inFlight.cancel();
      inFlight = null;
    }
  }
}
