package io.ringfence.monitor.rules;

import java.time.Instant;

/** Which gauge measures what. */
final class Gauges {

  private Gauges() {}

  /**
   * @param grace number of the rule's grace time
   * @param begin when the graph was first seen
   */
  static Gauge of(Rule rule, int grace, Instant begin) {
    Quantity quantity = rule.quantity();
    if (quantity instanceof Quantity.CertifiedShare share) {
      return share.collective()
          ? new CollectiveGauge(share.budget(), rule.grace())
          : new ShareGauge(share.budget(), grace);
    }
    if (quantity instanceof Quantity.NodesOfStatus status) {
      return new StatusGauge(status.statuses(), grace);
    }
    if (quantity instanceof Quantity.Radius radius) {
      return new RadiusGauge(radius, grace);
    }
    if (quantity instanceof Quantity.LossRate loss) {
      return new LossGauge(loss, grace);
    }
    if (quantity instanceof Quantity.Silence silence) {
      return new SilenceGauge(silence.of(), begin);
    }
    throw new IllegalArgumentException(
        "Rule '%s' measures %s, which only nodes have; use per: node."
            .formatted(rule.name(), quantity));
  }
}
