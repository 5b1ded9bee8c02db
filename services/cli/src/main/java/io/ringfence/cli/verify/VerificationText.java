package io.ringfence.cli.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.verifier.Finding;
import io.ringfence.verifier.Tally;
import io.ringfence.verifier.Verification;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a recheck found, for people and for programs. */
record VerificationText(Verification found) {
  private static final int SHOWN = 20;

  void print(PrintWriter to) {
    line(to, "%-20s %12s %8s %14s %8s", "checked", "times", "wrong", "not checkable", "given");
    for (Tally tally : found.tallies()) {
      line(
          to,
          "%-20s %,12d %,8d %,14d %,8d",
          tally.check().title(),
          tally.checked(),
          tally.failed(),
          sum(tally.notCheckable()),
          sum(tally.given()));
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
      tally
          .given()
          .forEach(
              (field, times) ->
                  line(
                      to,
                      "taken as given: %s, %,d times: %s",
                      tally.check().title(),
                      times,
                      field));
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
          case HOLDS ->
              found.given() == 0
                  ? "Everything was rechecked and holds."
                  : "Everything that follows from the records was rechecked and holds; the rest was taken as given: see above.";
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
      tally.given().forEach(entry.putObject("given")::put);
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

  private static long sum(Map<String, Long> times) {
    return times.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void line(PrintWriter to, String format, Object... values) {
    to.println(String.format(Locale.ROOT, format, values));
  }
}
