package io.ringfence.stream;

import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.engine.Smoother;
import io.ringfence.graph.SmoothingTask;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Has smoothing give way while updates are on their way from poll to commit, without any right from
 * the operating system: a commit goes through a dozen threads of clients and brokers, each of which
 * would wait for a processor if sampling held them all. A thread that smooths rests while a turn
 * lasts, but not for long: it has at least a quarter of the time, so that updates without end do
 * not starve it. Thread-safe.
 */
final class GiveWay {

  private static final long WORK = Duration.ofMillis(5).toNanos();
  private static final long REST = 3 * WORK;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition free = lock.newCondition();
  private final ThreadLocal<Long> resumed = ThreadLocal.withInitial(() -> System.nanoTime() - WORK);
  private volatile boolean underWay;

  /** Updates have come. */
  void begin() {
    underWay = true;
  }

  /** They are committed, or given up. */
  void end() {
    if (underWay) {
      underWay = false;
      lock.lock();
      try {
        free.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Called by smoothing threads between samples. */
  void rest() {
    if (!underWay || System.nanoTime() - resumed.get() < WORK) {
      return;
    }
    lock.lock();
    try {
      long left = REST;
      while (underWay && left > 0) {
        left = free.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    resumed.set(System.nanoTime());
  }

  /** A smoother whose threads rest whenever they ask whether they are still wanted. */
  Smoother yielding(Smoother smoother) {
    return new Smoother() {
      @Override
      public <T> List<T> smooth(
          SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
        return smoother.smooth(
            task,
            statistic,
            () -> {
              rest();
              return cancelled.getAsBoolean();
            });
      }
    };
  }
}
