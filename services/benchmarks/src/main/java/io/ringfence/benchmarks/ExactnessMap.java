package io.ringfence.benchmarks;

import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.certificates.CollectiveCertifier;
import io.ringfence.certificates.CollectiveMethod;
import io.ringfence.certificates.CollectiveTargets;
import io.ringfence.certificates.VoteCertificates;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Where the answers of a 50 × 50 grid are exact, and where only a bound is proven. */
final class ExactnessMap {

  private static final int MOST = 49;

  private ExactnessMap() {}

  static void print(PrintStream out) {
    for (Instance instance : Instance.values()) {
      CollectiveTargets targets = instance.targets();
      long start = System.nanoTime();
      List<CollectiveCertificate> grid =
          new CollectiveCertifier(new VoteCertificates(Instance.schedule()))
              .certify(targets, Grids.upTo(MOST), Grids.LIMIT_OF_FIFTY);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      print(out, instance, grid, took);
    }
  }

  private static void print(
      PrintStream out, Instance instance, List<CollectiveCertificate> grid, Duration took) {
    long exact = grid.stream().filter(c -> c.method() == CollectiveMethod.EXACT).count();
    out.printf(
        "%n%s: %d of %d budgets exact in %.1f s. Rows: additions, columns: deletions;"
            + " digit: tenths certified, '.': none, '?': proven bound only.%n",
        instance, exact, grid.size(), took.toMillis() / 1e3);
    for (int i = 0; i < grid.size(); i++) {
      CollectiveCertificate c = grid.get(i);
      out.print(symbol(c));
      if (i % (MOST + 1) == MOST) {
        out.println();
      }
    }
  }

  private static char symbol(CollectiveCertificate certificate) {
    if (certificate.method() != CollectiveMethod.EXACT) {
      return '?';
    }
    return certificate.certified() == 0
        ? '.'
        : Character.forDigit(Math.min(9, (int) (10 * certificate.certifiedRatio())), 10);
  }
}
