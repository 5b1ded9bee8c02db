package io.ringfence.stream.pool;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Whether the pool answers at all, and how quickly. A pool counts as silent until it has answered
 * once, and again when a part came back from nobody; while it is silent nobody waits for it, and
 * now and then a part is sent to see whether it is there. Thread-safe.
 */
final class PoolPulse {

  /** A round trip is never expected to be quicker: less would send parts twice for nothing. */
  private static final long QUICKEST = TimeUnit.SECONDS.toNanos(1);

  /** How many usual round trips without any progress are too long. */
  private static final int TOO_LONG = 4;

  /** Weight of the latest round trip. */
  private static final double NEWS = 0.2;

  private final long patience;
  private final PoolListener listener;
  private boolean answers;
  private boolean heardOnce;
  private long heardAt;
  private boolean probedOnce;
  private long probedAt;
  private double roundTrip;

  PoolPulse(Duration patience, PoolListener listener) {
    this.patience = patience.toNanos();
    this.listener = listener;
  }

  /** Any answer, counted or not. */
  void heard(long now) {
    boolean news;
    synchronized (this) {
      heardOnce = true;
      heardAt = now;
      news = !answers;
      answers = true;
    }
    if (news) {
      listener.on(new PoolEvent.Pulse(true));
    }
  }

  /** A part that was sent then has not come back in time. */
  void missed(long sentAt) {
    boolean news;
    synchronized (this) {
      news = answers && heardAt - sentAt < 0;
      if (news) {
        answers = false;
      }
    }
    if (news) {
      listener.on(new PoolEvent.Pulse(false));
    }
  }

  synchronized void tookRoundTrip(long nanos) {
    roundTrip = roundTrip == 0 ? (double) nanos : roundTrip + NEWS * (nanos - roundTrip);
  }

  synchronized boolean answers() {
    return answers && heardOnce;
  }

  /** Whether a silent pool shall be asked again; a yes is meant for the caller alone. */
  synchronized boolean mayProbe(long now) {
    if (probedOnce && now - probedAt < patience) {
      return false;
    }
    probedOnce = true;
    probedAt = now;
    return true;
  }

  /** After how many nanoseconds without progress a part is sent again. */
  synchronized long resendAfter() {
    long usual =
        roundTrip == 0 ? patience : (long) Math.min((double) patience, TOO_LONG * roundTrip);
    return Math.min(patience, Math.max(QUICKEST, usual));
  }

  /** After how many nanoseconds without progress a part that was sent again is given up. */
  long giveUpAfter() {
    return patience;
  }
}
