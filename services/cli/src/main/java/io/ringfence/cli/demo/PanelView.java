package io.ringfence.cli.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** A panel that is drawn over itself, for a terminal that understands ANSI sequences. */
final class PanelView implements DemoView {

  private static final String UP = "\u001b[%dA";
  private static final String CLEAR_LINE = "\u001b[2K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintWriter out;
  private final Ansi ansi;
  private int drawn;

  PanelView(PrintWriter out, Ansi ansi) {
    this.out = out;
    this.ansi = ansi;
  }

  @Override
  public void say(String line) {
    leavePanel();
    out.println(line);
    out.flush();
  }

  @Override
  public void act(Act act) {
    leavePanel();
    out.println();
    out.println(ansi.string("@|bold " + act + "|@  " + act.narration()));
    out.flush();
  }

  @Override
  public void show(Moment moment) {
    List<String> lines = lines(moment);
    if (drawn > 0) {
      out.printf(UP, drawn);
    }
    lines.forEach(line -> out.println(CLEAR_LINE + ansi.string(line)));
    out.flush();
    drawn = lines.size();
  }

  private static List<String> lines(Moment moment) {
    CertificateBoard.Snapshot now = moment.snapshot();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "  %3d s   %d updates sent   %d certificates   %d revocations",
            moment.elapsed().toSeconds(),
            moment.updates(),
            moment.totals().certificates(),
            moment.totals().revocations()));
    lines.add(
        String.format(
            Locale.ROOT,
            "  @|green %4d CERTIFIED|@   @|yellow %4d PENDING|@   @|red %4d ABSTAINED|@   of %d nodes",
            now.certified(),
            now.pending(),
            now.abstained(),
            now.nodes()));
    for (int c = 0; c < now.communityShares().size(); c++) {
      double share = now.communityShares().get(c);
      lines.add(
          String.format(
              Locale.ROOT,
              "  community %d  %s %s certified%s",
              c,
              Wording.bar(share),
              Wording.percent(share),
              c == moment.attacked() && moment.act() == Act.ATTACK
                  ? "   @|red under attack|@"
                  : ""));
    }
    lines.add("  " + now.graph().map(Wording::collective).orElse(""));
    return lines;
  }

  private void leavePanel() {
    if (drawn > 0) {
      out.print(CLEAR_BELOW);
      drawn = 0;
    }
  }

  @Override
  public void finish(List<String> summary) {
    leavePanel();
    out.println();
    summary.forEach(out::println);
    out.flush();
  }
}
