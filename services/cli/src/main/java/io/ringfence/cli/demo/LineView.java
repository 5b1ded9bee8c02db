package io.ringfence.cli.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Plain lines, for logs and pipes. */
final class LineView implements DemoView {

  private static final Duration BETWEEN = Duration.ofSeconds(2);

  private final PrintWriter out;
  private Duration next = Duration.ZERO;

  LineView(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void say(String line) {
    out.println(line);
  }

  @Override
  public void act(Act act) {
    out.println();
    out.println(act + ". " + act.narration());
    next = Duration.ZERO;
  }

  @Override
  public void show(Moment moment) {
    if (moment.elapsed().compareTo(next) < 0) {
      return;
    }
    next = moment.elapsed().plus(BETWEEN);
    CertificateBoard.Snapshot now = moment.snapshot();
    out.printf(
        Locale.ROOT,
        "%4d s  %d nodes: %d certified, %d pending, %d abstained | communities %s | %s%n",
        moment.elapsed().toSeconds(),
        now.nodes(),
        now.certified(),
        now.pending(),
        now.abstained(),
        communities(moment),
        now.graph().map(Wording::collective).orElse("no graph certificate yet"));
  }

  private static String communities(Moment moment) {
    List<Double> shares = moment.snapshot().communityShares();
    return IntStream.range(0, shares.size())
        .mapToObj(
            c ->
                (c == moment.attacked() ? "[" + c + "] " : c + " ")
                    + Wording.percent(shares.get(c)))
        .collect(Collectors.joining("  "));
  }

  @Override
  public void finish(List<String> summary) {
    out.println();
    summary.forEach(out::println);
  }
}
