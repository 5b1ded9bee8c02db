package io.ringfence.monitor.feed;

import io.ringfence.client.CatchUp;
import io.ringfence.client.Word;
import io.ringfence.client.WordConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls on a thread of its own, and takes no more before what it took is done: whoever is slow is
 * not flooded. What Kafka refuses is tried again, for ever.
 */
public final class Feed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(1);

  private final WordConsumer consumer;
  private final Preparation preparation;
  private final FeedSink sink;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile FeedState state = FeedState.beginning();

  private boolean prepared;

  private Feed(WordConsumer consumer, Preparation preparation, FeedSink sink) {
    this.consumer = consumer;
    this.preparation = preparation;
    this.sink = sink;
  }

  /**
   * Starts to read.
   *
   * @param preparation comes first, and is tried until it succeeds
   */
  public static Feed start(WordConsumer consumer, Preparation preparation, FeedSink sink) {
    Feed feed = new Feed(consumer, preparation, sink);
    Thread thread = new Thread(feed::run, "ringfence-monitor-feed");
    thread.setDaemon(true);
    thread.start();
    return feed;
  }

  /** How it stands; from any thread. */
  public FeedState state() {
    return state;
  }

  private void run() {
    try (consumer) {
      while (closing.getCount() > 0) {
        step();
      }
    } catch (WakeupException e) {
      // Closed on purpose.
    } catch (RuntimeException e) {
      LOG.error("The feed has ended", e);
      report(state.complete(), state.percent(), Optional.of(String.valueOf(e.getMessage())));
    } finally {
      FeedState last = state;
      state =
          new FeedState(
              last.complete(),
              last.percent(),
              last.missing(),
              last.trouble(),
              last.malformed(),
              false);
      ended.countDown();
    }
  }

  private void step() {
    try {
      if (!prepared) {
        preparation.run();
        prepared = true;
      }
      List<Word> words = consumer.poll(POLL);
      if (!words.isEmpty()) {
        count(words);
        await(sink.take(words));
      }
      if (!state.complete()) {
        progress(consumer.catchUp());
      } else if (state.trouble().isPresent()) {
        report(true, 100, Optional.empty());
      }
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      String message = "Kafka: " + e.getMessage();
      if (!state.trouble().equals(Optional.of(message))) {
        LOG.warn("Nothing can be read for now: {}", e.getMessage());
      }
      report(state.complete(), state.percent(), Optional.of(message));
      pause();
    }
  }

  private void progress(CatchUp now) {
    if (now.done()) {
      await(sink.complete());
    }
    FeedState last = state;
    state =
        new FeedState(
            now.done(), now.percent(), now.missing(), Optional.empty(), last.malformed(), true);
  }

  private void count(List<Word> words) {
    long malformed = 0;
    for (Word word : words) {
      if (word instanceof Word.Malformed bad) {
        malformed++;
        LOG.warn("{}", bad.failure().getMessage());
      }
    }
    FeedState last = state;
    if (malformed > 0) {
      state =
          new FeedState(
              last.complete(),
              last.percent(),
              last.missing(),
              last.trouble(),
              last.malformed() + malformed,
              true);
    }
  }

  private void report(boolean complete, int percent, Optional<String> trouble) {
    FeedState last = state;
    state = new FeedState(complete, percent, last.missing(), trouble, last.malformed(), true);
  }

  private static void await(CompletionStage<Void> done) {
    try {
      done.toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw e;
    }
  }

  private void pause() {
    try {
      if (closing.await(PAUSE_AFTER_TROUBLE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("Closing");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops reading; waits for the thread. */
  @Override
  public void close() {
    closing.countDown();
    consumer.wakeup();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
