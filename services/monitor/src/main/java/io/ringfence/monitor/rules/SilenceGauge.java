package io.ringfence.monitor.rules;

import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.ringfence.schemas.v1.UpdatePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How long a graph has had no news: since the record of its last news, or since it was first seen.
 * A restart of the monitor is no news.
 */
final class SilenceGauge implements Gauge {

  private final Quantity.Silence.Of of;
  private final Instant begin;
  private Instant last;
  private @Nullable UpdatePosition update;
  private boolean heard;
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

  /** A record on one of its nodes was there when judging began. */
  void found(Instant issuedAt) {
    if (of == Quantity.Silence.Of.CERTIFICATES) {
      known(issuedAt);
    }
  }

  /** The record on the graph was there when judging began. */
  void found(GraphCertificate word) {
    Instant issuedAt =
        Instant.ofEpochSecond(word.getIssuedAt().getSeconds(), word.getIssuedAt().getNanos());
    if (of == Quantity.Silence.Of.CERTIFICATES) {
      known(issuedAt);
    } else if (word.hasLastUpdate()) {
      update = word.getLastUpdate();
      known(issuedAt);
    }
  }

  private void known(Instant issuedAt) {
    boolean dated = issuedAt.isAfter(Instant.EPOCH);
    if (dated && (!heard || issuedAt.isAfter(last))) {
      last = issuedAt.isAfter(begin) ? begin : issuedAt;
      heard = true;
    }
  }

  /**
   * An alert fired before judging began. The record on a graph may be younger than the last update;
   * if there was none since the alert, the alert knows better how long it was silent.
   */
  void fired(RobustnessAlert alert) {
    if (of == Quantity.Silence.Of.UPDATES
        && alert.hasUpdate()
        && alert.getUpdate().equals(update)) {
      Instant at = Instant.ofEpochSecond(alert.getAt().getSeconds(), alert.getAt().getNanos());
      Instant since = at.minusMillis((long) (1000 * alert.getTo()));
      last = since.isBefore(last) ? since : last;
    }
  }

  /** A record on one of its nodes was read. */
  void heard(Instant now) {
    if (of == Quantity.Silence.Of.CERTIFICATES) {
      news(now);
    }
  }

  @Override
  public void graph(GraphCertificate word, Instant now) {
    if (of == Quantity.Silence.Of.CERTIFICATES) {
      news(now);
    } else if (word.hasLastUpdate() && !word.getLastUpdate().equals(update)) {
      news(now);
      update = word.getLastUpdate();
    }
  }

  private void news(Instant now) {
    last = now;
    heard = true;
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
            heard ? last.toString() : "(none since the monitor saw the graph) " + last,
            Figures.of(value(subject, now).orElse(0)));
  }

  @Override
  public boolean concerns(Word word) {
    return false;
  }
}
