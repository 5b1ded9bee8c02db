package io.ringfence.cli.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows on standard error how far long work has come: a bar on a terminal, elsewhere a line now and
 * then. Not thread-safe.
 */
public sealed interface Progress extends AutoCloseable {
  /** Some more steps are done. */
  void advance(long steps);

  @Override
  void close();

  /**
   * @param task what is done, for instance {@code smoothing}
   * @param unit what is counted, for instance {@code samples}
   * @param total how many there are
   */
  static Progress start(String task, String unit, long total) {
    return Boolean.getBoolean("ringfence.terminal")
        ? new Bar(task, unit, total)
        : new Lines(System.err, System::nanoTime, task, unit, total);
  }

  /** A bar that is drawn over itself. */
  final class Bar implements Progress {
    private final ProgressBar bar;

    Bar(String task, String unit, long total) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setUnit(" " + unit, 1)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .setConsumer(new ConsoleProgressBarConsumer(System.err))
              .build();
    }

    @Override
    public void advance(long steps) {
      bar.stepBy(steps);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** Lines, at most one in ten seconds, and one at the end. */
  final class Lines implements Progress {
    private static final long BETWEEN = Duration.ofSeconds(10).toNanos();

    private final PrintStream out;
    private final LongSupplier nanos;
    private final String task;
    private final String unit;
    private final long total;
    private final long started;
    private long printed;
    private long done;

    Lines(PrintStream out, LongSupplier nanos, String task, String unit, long total) {
      this.out = out;
      this.nanos = nanos;
      this.task = task;
      this.unit = unit;
      this.total = total;
      this.started = nanos.getAsLong();
      this.printed = started;
    }

    @Override
    public void advance(long steps) {
      done += steps;
      long now = nanos.getAsLong();
      if (done < total && now - printed >= BETWEEN) {
        printed = now;
        out.printf(
            Locale.ROOT,
            "%s: %,d of %,d %s (%d %%)%n",
            task,
            done,
            total,
            unit,
            100 * done / total);
      }
    }

    @Override
    public void close() {
      double seconds = (nanos.getAsLong() - started) / 1e9;
      out.printf(Locale.ROOT, "%s: %,d %s in %.1f s%n", task, done, unit, seconds);
    }
  }
}
