package io.ringfence.benchmarks;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks whose name matches, then says where exact answers end. */
public final class RunBenchmarks {

  private RunBenchmarks() {}

  /**
   * @param args one regular expression over the names, {@code .*} without
   */
  public static void main(String[] args) throws RunnerException {
    String pattern = args.length == 0 ? ".*" : args[0];
    new Runner(new OptionsBuilder().include(pattern).build()).run();
    ExactnessMap.print(System.out);
  }
}
