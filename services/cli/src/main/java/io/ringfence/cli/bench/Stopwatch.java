package io.ringfence.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.smoothing.Model;
import io.ringfence.smoothing.ParallelSmoother;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Times smoothing tasks in turns, so that what else the machine does meets all of them. */
final class Stopwatch implements AutoCloseable {

  /**
   * Medians over the rounds.
   *
   * @param cpuSeconds per sample, of all threads of the process
   * @param wallSeconds per sample
   * @param targets nodes that got a vote in each sample
   * @param peakHeapBytes most heap in use since the first round began, garbage included
   */
  record Reading(double cpuSeconds, double wallSeconds, int targets, long peakHeapBytes) {}

  private final ParallelSmoother smoother;
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  Stopwatch(Model model, int threads) {
    this.smoother = new ParallelSmoother(model, threads);
  }

  /** After two rounds to warm up. */
  List<Reading> measure(List<SmoothingTask> tasks, int rounds) {
    List<List<Double>> cpu = lists(tasks.size());
    List<List<Double>> wall = lists(tasks.size());
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    for (int round = -2; round < rounds; round++) {
      for (int i = 0; i < tasks.size(); i++) {
        long cpuStart = system.getProcessCpuTime();
        long wallStart = System.nanoTime();
        smoother.smooth(tasks.get(i), Statistic.votes());
        double count = tasks.get(i).samples().count();
        if (round >= 0) {
          wall.get(i).add((System.nanoTime() - wallStart) / 1e9 / count);
          cpu.get(i).add((system.getProcessCpuTime() - cpuStart) / 1e9 / count);
        }
      }
    }
    long peak = heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      readings.add(
          new Reading(
              median(cpu.get(i)), median(wall.get(i)), tasks.get(i).targets().size(), peak));
    }
    return readings;
  }

  private static List<List<Double>> lists(int count) {
    List<List<Double>> lists = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    int half = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(half)
        : (values.get(half - 1) + values.get(half)) / 2;
  }

  @Override
  public void close() {
    smoother.close();
  }
}
