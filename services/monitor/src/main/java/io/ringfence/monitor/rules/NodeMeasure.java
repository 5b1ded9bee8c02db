package io.ringfence.monitor.rules;

import io.ringfence.monitor.view.NodeState;
import io.ringfence.monitor.view.NodeState.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalDouble;

/** Measures a quantity of one node: a function of its word and the time. */
final class NodeMeasure {

  /** More is as good as unlimited. */
  private static final double MOST_UPDATES = 1e9;

  private final Rule rule;
  private final int grace;

  /**
   * @param grace number of the rule's grace time
   */
  NodeMeasure(Rule rule, int grace) {
    this.rule = rule;
    this.grace = grace;
  }

  /** Empty where it is not known yet, or not now. */
  OptionalDouble value(Word word, Instant now) {
    Quantity quantity = rule.quantity();
    if (quantity instanceof Quantity.PendingTime) {
      Instant since = word.pendingSince();
      return OptionalDouble.of(
          since == null ? 0 : Math.max(0, Durations.seconds(Duration.between(since, now))));
    }
    if (quantity instanceof Quantity.RemainingUpdates remaining) {
      return word.now().status() == Status.CERTIFIED
          ? OptionalDouble.of(remaining(word, remaining.over()))
          : OptionalDouble.empty();
    }
    NodeState standing = word.standing(grace);
    if (standing == null) {
      return OptionalDouble.empty();
    }
    if (quantity instanceof Quantity.CertifiedShare share) {
      return OptionalDouble.of(share.budget().holds(standing) ? 1 : 0);
    }
    if (quantity instanceof Quantity.NodesOfStatus status) {
      return OptionalDouble.of(status.statuses().contains(standing.status()) ? 1 : 0);
    }
    if (quantity instanceof Quantity.Radius radius) {
      return OptionalDouble.of(radius.kind().of(standing));
    }
    throw new IllegalArgumentException(
        "Rule '%s' measures %s, which single nodes do not have; use per: graph."
            .formatted(rule.name(), quantity));
  }

  /** Whether time alone changes the quantity. */
  boolean ages() {
    return rule.quantity() instanceof Quantity.PendingTime;
  }

  /**
   * With a and d what is left of the radii and r⁺, r⁻ the attributes changed per update since the
   * base word: the number u of updates with u·r⁺/(a+1) + u·r⁻/(d+1) = 1, since a+1 additions or d+1
   * deletions alone are not promised any more and mixtures are taken to lie on the line between. Of
   * real-valued attributes the distance lost per update stands for the rate.
   */
  private static double remaining(Word word, int over) {
    NodeState now = word.now();
    NodeState base = word.base();
    double updates = updates(word, over);
    double used =
        rate(now.displacedAdditions() - base.displacedAdditions(), updates)
                / (now.additions() + 1.0)
            + rate(now.displacedDeletions() - base.displacedDeletions(), updates)
                / (now.deletions() + 1.0);
    if (now.distance().isPresent() && base.distance().isPresent()) {
      double lost = Math.max(0, base.distance().getAsDouble() - now.distance().getAsDouble());
      used += lost == 0 ? 0 : lost / updates / Math.max(now.distance().getAsDouble(), 1e-300);
    }
    return used == 0 ? MOST_UPDATES : Math.min(MOST_UPDATES, 1 / used);
  }

  private static double updates(Word word, int over) {
    return Math.max(over, word.now().graphVersion() - word.base().graphVersion());
  }

  private static double rate(int changed, double updates) {
    return Math.max(0, changed) / updates;
  }

  String calculation(Word word, Instant now) {
    Quantity quantity = rule.quantity();
    double value = value(word, now).orElse(Double.NaN);
    NodeState said = word.now();
    if (quantity instanceof Quantity.RemainingUpdates remaining) {
      return "updates until node %s could flip, at the rate since version %d: 1 / ( %d/%s ÷ (%d+1) + %d/%s ÷ (%d+1) ) = %s (additions, then deletions: changed / updates ÷ (radius left + 1))"
          .formatted(
              word.nodeId(),
              word.base().graphVersion(),
              Math.max(0, said.displacedAdditions() - word.base().displacedAdditions()),
              Figures.of(updates(word, remaining.over())),
              said.additions(),
              Math.max(0, said.displacedDeletions() - word.base().displacedDeletions()),
              Figures.of(updates(word, remaining.over())),
              said.deletions(),
              Figures.of(value));
    }
    if (quantity instanceof Quantity.PendingTime) {
      return "node %s: now %s − PENDING since %s = %s s"
          .formatted(word.nodeId(), now, word.pendingSince(), Figures.of(value));
    }
    if (quantity instanceof Quantity.Radius radius) {
      return "radius of node %s in %s = %s"
              .formatted(
                  word.nodeId(), radius.kind().name().toLowerCase(Locale.ROOT), Figures.of(value))
          + judged(word);
    }
    if (quantity instanceof Quantity.CertifiedShare share) {
      return "node %s certified at (%s) = %s"
              .formatted(word.nodeId(), share.budget(), Figures.of(value))
          + judged(word);
    }
    return "node %s is %s = %s"
            .formatted(
                word.nodeId(),
                quantity instanceof Quantity.NodesOfStatus status
                    ? StatusGauge.names(status.statuses())
                    : "",
                Figures.of(value))
        + judged(word);
  }

  private String judged(Word word) {
    NodeState standing = word.standing(grace);
    return standing == null
        ? ""
        : " (%s with radii %d additions, %d deletions, at version %d)"
            .formatted(
                standing.status(),
                standing.additions(),
                standing.deletions(),
                standing.graphVersion());
  }
}
