package io.ringfence.stream;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;

/**
 * Asks every second whether a broker is there, on a thread and a connection of its own, so that
 * even who has nothing to write or hangs in a call knows. Thread-safe.
 */
public final class BrokerWatch implements AutoCloseable {

  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

  private final Admin admin;
  private final ScheduledExecutorService asker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "ringfence-broker-watch");
            thread.setDaemon(true);
            return thread;
          });
  private volatile long answeredAt = System.nanoTime();

  private BrokerWatch(Admin admin) {
    this.admin = admin;
  }

  /** Begins to ask; until the first question has gone unanswered the broker counts as there. */
  public static BrokerWatch start(ClientOptions clients) {
    BrokerWatch watch = new BrokerWatch(Admin.create(clients.adminProperties()));
    var unused =
        watch.asker.scheduleWithFixedDelay(
            watch::ask, 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  private void ask() {
    try {
      DescribeClusterOptions options =
          new DescribeClusterOptions().timeoutMs((int) ANSWER_WITHIN.toMillis());
      var brokers =
          admin
              .describeCluster(options)
              .nodes()
              .get(2 * ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      if (!brokers.isEmpty()) {
        answeredAt = System.nanoTime();
      }
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      // no answer, which the time since the last one tells
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** For how long no broker has answered; about a second at most while one does. */
  public Duration silence() {
    return Duration.ofNanos(System.nanoTime() - answeredAt);
  }

  @Override
  public void close() {
    asker.shutdownNow();
    admin.close(CLOSE_WITHIN);
  }
}
