package io.ringfence.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GiveWayTest {

  private final GiveWay way = new GiveWay();

  @Test
  void nobodyRestsWhileThereAreNoUpdates() {
    for (int i = 0; i < 100_000; i++) {
      way.rest();
    }
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void updatesWithoutEndStarveNobody() throws InterruptedException {
    way.begin();
    AtomicLong samples = new AtomicLong();
    Thread smoothing = smoothing(samples);
    await().until(() -> samples.get() > 1_000);
    smoothing.interrupt();
    smoothing.join();
  }

  @Test
  void whoRestsGoesOnWhenTheUpdatesAreCommitted() throws InterruptedException {
    AtomicLong samples = new AtomicLong();
    Thread smoothing = smoothing(samples);
    for (int turn = 0; turn < 50; turn++) {
      long before = samples.get();
      way.begin();
      way.end();
      await().until(() -> samples.get() > before);
    }
    smoothing.interrupt();
    smoothing.join();
  }

  private Thread smoothing(AtomicLong samples) {
    Thread thread =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                way.rest();
                samples.incrementAndGet();
              }
            });
    thread.start();
    return thread;
  }
}
