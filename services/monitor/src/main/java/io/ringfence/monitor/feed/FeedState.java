package io.ringfence.monitor.feed;

import java.util.Optional;
import java.util.Set;

/**
 * How the feed stands.
 *
 * @param complete everything that was there at the start has been taken
 * @param percent of the way to that, 0 to 100
 * @param missing topics that do not exist yet
 * @param trouble why nothing comes, if Kafka said so
 * @param malformed records that were passed over since the start
 */
public record FeedState(
    boolean complete,
    int percent,
    Set<String> missing,
    Optional<String> trouble,
    long malformed,
    boolean running) {

  public FeedState {
    missing = Set.copyOf(missing);
  }

  /** Nothing is known yet. */
  public static FeedState beginning() {
    return new FeedState(false, 0, Set.of(), Optional.empty(), 0, true);
  }
}
