package io.ringfence.smoothing;

import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Collects garbage all the time and fills freed native memory with nonsense. */
final class GarbageStorm implements AutoCloseable {

  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong rounds = new AtomicLong();
  private final Thread thread = new Thread(this::blow, "garbage-storm");

  GarbageStorm() {
    thread.setDaemon(true);
    thread.start();
  }

  private void blow() {
    while (!over.get()) {
      System.gc();
      for (int size = 4; size <= 1 << 16; size *= 2) {
        for (int k = 0; k < 8; k++) {
          ByteBuffer buffer = ByteBuffer.allocateDirect(size);
          while (buffer.remaining() >= 4) {
            buffer.putFloat(ThreadLocalRandom.current().nextFloat() * 1e6f);
          }
        }
      }
      rounds.incrementAndGet();
    }
  }

  /** How often garbage was collected. */
  long rounds() {
    return rounds.get();
  }

  @Override
  public void close() {
    over.set(true);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
