package io.ringfence.cli.rules;

import com.google.protobuf.Timestamp;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.ringfence.schemas.v1.RobustnessAlert.State;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Prints alerts as they come, and keeps them. */
final class Timeline {

  private final PrintWriter out;
  private final Instant begin;
  private final List<String> words = new ArrayList<>();
  private final Set<String> begun = new LinkedHashSet<>();
  private final Set<String> firing = new LinkedHashSet<>();

  Timeline(PrintWriter out, Instant begin) {
    this.out = out;
    this.begin = begin;
  }

  void add(RobustnessAlert alert) {
    boolean again = alert.getState() == State.FIRING && !begun.add(alert.getAlertId());
    if (alert.getState() == State.FIRING) {
      firing.add(alert.getAlertId());
    } else {
      firing.remove(alert.getAlertId());
    }
    if (!again) {
      words.add(word(alert));
    }
    Instant at = instant(alert.getAt());
    out.printf(
        Locale.ROOT,
        "%+9.1f s  %s  %-8s  %-8s %s, graph %s %s: %s → %s %s (threshold %s), %d nodes%n",
        Duration.between(begin, at).toMillis() / 1000.0,
        at,
        again ? "AGAIN" : alert.getState(),
        alert.getSeverity(),
        alert.getRule(),
        alert.getGraphId(),
        subject(alert),
        figure(alert.getFrom()),
        figure(alert.getTo()),
        alert.getUnit(),
        figure(alert.getThreshold()),
        alert.getNodes());
    out.println("             how:  " + alert.getCalculation());
    out.println("             why:  " + alert.getCause());
    out.flush();
  }

  private static String figure(double value) {
    return java.math.BigDecimal.valueOf(value)
        .round(new java.math.MathContext(4))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String subject(RobustnessAlert alert) {
    String kind = alert.getSubjectKind().name().toLowerCase(Locale.ROOT);
    return alert.getSubject().isEmpty() ? "as a whole" : kind + " " + alert.getSubject();
  }

  /** {@code FIRING rule label 2}: what a file of expected alerts has one a line of. */
  private static String word(RobustnessAlert alert) {
    return "%s %s %s%s"
        .formatted(
            alert.getState(),
            alert.getRule(),
            alert.getSubjectKind().name().toLowerCase(Locale.ROOT),
            alert.getSubject().isEmpty() ? "" : " " + alert.getSubject());
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  List<String> words() {
    return List.copyOf(words);
  }

  int begun() {
    return begun.size();
  }

  int firing() {
    return firing.size();
  }
}
