package io.ringfence.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings back the graphs of assigned partitions and, on standby, follows those of the others. Used
 * by the loop's thread alone.
 */
final class Restorations implements AutoCloseable {

  private static final Duration BETWEEN_NEWS = Duration.ofSeconds(1);

  private final boolean standby;
  private final int count;
  private final CertifierListener listener;
  private final InstantSource steady;
  private final StateReader reader;
  private Set<Integer> waiting = Set.of();
  private Instant began = Instant.MIN;
  private Instant nextNews = Instant.MIN;
  private Instant notBefore = Instant.MIN;

  /**
   * A partition that is read back.
   *
   * @param read offsets read since it was assigned
   * @param began when the reading began
   */
  record Found(int partition, Map<String, GraphState> graphs, long read, Instant began) {}

  /**
   * @param count number of partitions of the input
   * @param steady for pauses and durations
   */
  Restorations(
      StreamSettings settings, int count, CertifierListener listener, InstantSource steady) {
    this.standby = settings.failover().standby();
    this.count = count;
    this.listener = listener;
    this.steady = steady;
    this.reader = new StateReader(settings.clients(), settings.topics(), steady);
  }

  /** Starts from nothing, after a pause. */
  void giveUp(Duration pause) {
    close();
    notBefore = steady.instant().plus(pause);
  }

  /** A partition was assigned: what was read of it is of use, but there is more to read now. */
  void assigned(int partition) {
    reader.unaim(partition);
  }

  /**
   * Reads on.
   *
   * @param owned partitions that this instance has
   * @param wanted those of them whose graphs are to be brought back; their committed input position
   *     is known
   * @return what is brought back by now
   */
  List<Found> advance(Set<Integer> owned, Set<Integer> wanted, Duration patience) {
    if (wanted.isEmpty()) {
      waiting = Set.of();
      follow(owned, wanted);
      reader.readOn();
      tellStandby();
      return List.of();
    }
    if (steady.instant().isBefore(notBefore)) {
      return List.of();
    }
    begin(wanted);
    follow(owned, wanted);
    reader.aim(wanted.stream().filter(partition -> !reader.isAimed(partition)).toList());
    reader.read(patience);
    List<Found> found = new ArrayList<>();
    for (int partition : wanted) {
      if (reader.isReached(partition)) {
        found.add(
            new Found(
                partition,
                reader.state(partition).decode(),
                reader.readSinceAim(partition),
                began));
      }
    }
    tell();
    return found;
  }

  private void begin(Set<Integer> wanted) {
    if (waiting.isEmpty()) {
      began = steady.instant();
      nextNews = began;
    }
    waiting = Set.copyOf(wanted);
  }

  private void follow(Set<Integer> owned, Set<Integer> wanted) {
    Set<Integer> followed = new HashSet<>(wanted);
    for (int partition = 0; standby && partition < count; partition++) {
      if (!owned.contains(partition)) {
        followed.add(partition);
      }
    }
    reader.follow(followed);
  }

  private void tell() {
    Instant now = steady.instant();
    if (!now.isBefore(nextNews)) {
      nextNews = now.plus(BETWEEN_NEWS);
      listener.on(new CertifierEvent.Restoring(progress()));
    }
  }

  private void tellStandby() {
    Instant now = steady.instant();
    if (reader.partitions() > 0 && !now.isBefore(nextNews)) {
      nextNews = now.plus(BETWEEN_NEWS);
      listener.on(new CertifierEvent.StandingBy(reader.partitions(), reader.behind()));
    }
  }

  /** How far what is wanted has come. */
  RestoreProgress progress() {
    int graphs = 0;
    long read = 0;
    long total = 0;
    for (int partition : waiting) {
      if (reader.isAimed(partition)) {
        graphs += reader.state(partition).graphs();
        read += reader.readSinceAim(partition);
        total += reader.toRead(partition);
      }
    }
    Duration since = waiting.isEmpty() ? Duration.ZERO : Duration.between(began, steady.instant());
    return new RestoreProgress(waiting.size(), graphs, read, total, since);
  }

  /** Stops reading and forgets what was read. */
  @Override
  public void close() {
    reader.close();
    waiting = Set.of();
  }
}
