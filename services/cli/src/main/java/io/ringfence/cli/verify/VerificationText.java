package io.ringfence.cli.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.verifier.Finding;
import io.ringfence.verifier.Tally;
import io.ringfence.verifier.Verification;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What a recheck found, for people and for programs. */
record VerificationText(Verification found) {
  private static final int SHOWN = 20;

  void print(PrintWriter to) {
    line(to, "%-20s %12s %8s %14s", "checked", "times", "wrong", "not checkable");
    for (Tally tally : found.tallies()) {
      line(
          to,
          "%-20s %,12d %,8d %,14d",
          tally.check().title(),
          tally.checked(),
          tally.failed(),
          gaps(tally));
    }
    for (Tally tally : found.tallies()) {
      tally
          .notCheckable()
          .forEach(
              (reason, times) ->
                  line(
                      to,
                      "not checkable: %s, %,d times: %s",
                      tally.check().title(),
                      times,
                      reason));
    }
    List<Finding> findings = found.findings();
    for (Finding finding : findings.subList(0, Math.min(SHOWN, findings.size()))) {
      line(
          to,
          "WRONG: %s: %s is %s; recomputed: %s. Rule: %s.",
          finding.where(),
          finding.field(),
          finding.written(),
          finding.recomputed(),
          finding.rule());
    }
    long failed = found.tallies().stream().mapToLong(Tally::failed).sum();
    if (failed > SHOWN) {
      line(to, "… %,d wrong in all; --json lists the first %,d", failed, findings.size());
    }
    line(
        to,
        "%s",
        switch (found.verdict()) {
          case HOLDS -> "Everything was rechecked and holds.";
          case WRONG -> "Something is WRONG: see above.";
          case INCOMPLETE -> "Nothing is wrong, but something could not be rechecked: see above.";
          case NOTHING -> "Nothing could be rechecked.";
        });
  }

  String json() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("verdict", found.verdict().name());
    for (Tally tally : found.tallies()) {
      ObjectNode entry = root.withArray("checks").addObject();
      entry.put("check", tally.check().title());
      entry.put("checked", tally.checked());
      entry.put("wrong", tally.failed());
      tally.notCheckable().forEach(entry.putObject("notCheckable")::put);
    }
    for (Finding finding : found.findings()) {
      ObjectNode entry = root.withArray("findings").addObject();
      entry.put("check", finding.check().title());
      entry.put("where", finding.where());
      entry.put("field", finding.field());
      entry.put("written", finding.written());
      entry.put("recomputed", finding.recomputed());
      entry.put("rule", finding.rule());
    }
    return root.toPrettyString();
  }

  private static long gaps(Tally tally) {
    return tally.notCheckable().values().stream().mapToLong(Long::longValue).sum();
  }

  private static void line(PrintWriter to, String format, Object... values) {
    to.println(String.format(Locale.ROOT, format, values));
  }
}
