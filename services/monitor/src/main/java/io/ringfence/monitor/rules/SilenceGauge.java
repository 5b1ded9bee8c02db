package io.ringfence.monitor.rules;

import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.UpdatePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How long a graph has had no news, from the moment it was first seen. */
final class SilenceGauge implements Gauge {

  private final Quantity.Silence.Of of;
  private final Instant begin;
  private Instant last;
  private @Nullable UpdatePosition update;
  private int nodes;

  SilenceGauge(Quantity.Silence.Of of, Instant begin) {
    this.of = of;
    this.begin = begin;
    this.last = begin;
  }

  @Override
  public void add(String subject, Word word) {
    nodes++;
  }

  @Override
  public void remove(String subject, Word word) {
    nodes--;
  }

  /** A record on one of its nodes was read. */
  void heard(Instant now) {
    if (of == Quantity.Silence.Of.CERTIFICATES) {
      last = now;
    }
  }

  @Override
  public void graph(GraphCertificate word, Instant now) {
    if (of == Quantity.Silence.Of.CERTIFICATES) {
      last = now;
    } else if (word.hasLastUpdate() && !word.getLastUpdate().equals(update)) {
      last = now;
      update = word.getLastUpdate();
    }
  }

  @Override
  public OptionalDouble value(String subject, Instant now) {
    return OptionalDouble.of(Math.max(0, Durations.seconds(Duration.between(last, now))));
  }

  @Override
  public int nodes(String subject) {
    return nodes;
  }

  @Override
  public boolean ages() {
    return true;
  }

  @Override
  public String calculation(String subject, Instant now) {
    String what = of == Quantity.Silence.Of.UPDATES ? "update" : "certificate";
    return "now %s − last new %s %s = %s s"
        .formatted(
            now,
            what,
            last.equals(begin) ? "(none since the monitor saw the graph) " + last : last.toString(),
            Figures.of(value(subject, now).orElse(0)));
  }

  @Override
  public boolean concerns(Word word) {
    return false;
  }
}
