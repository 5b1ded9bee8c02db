package io.ringfence.cli.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Times one piece of work by the clock and by the processor. */
final class WorkClock {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final long wall = System.nanoTime();
  private final long cpu = cpuTime();

  /**
   * @param wall seconds by the clock
   * @param cpu processor seconds of all Java threads; without the collector and the compiler
   */
  record Seconds(double wall, double cpu) {

    static final Seconds NONE = new Seconds(0, 0);

    Seconds plus(Seconds other) {
      return new Seconds(wall + other.wall, cpu + other.cpu);
    }
  }

  Seconds stop() {
    return new Seconds((System.nanoTime() - wall) / 1e9, (cpuTime() - cpu) / 1e9);
  }

  /** Finer than the 10 ms of the processor time of the whole process. */
  private static long cpuTime() {
    long sum = 0;
    for (long id : THREADS.getAllThreadIds()) {
      sum += Math.max(0, THREADS.getThreadCpuTime(id));
    }
    return sum;
  }
}
