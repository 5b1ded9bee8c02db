package io.ringfence.monitor.configuration;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.ringfence.hosting.configuration.DurationText;
import io.ringfence.monitor.rules.Budget;
import io.ringfence.monitor.rules.NodeSelector;
import io.ringfence.monitor.rules.Quantity;
import io.ringfence.monitor.rules.Rule;
import io.ringfence.monitor.rules.Scope;
import io.ringfence.monitor.rules.Severity;
import io.ringfence.monitor.rules.Trigger;
import io.ringfence.monitor.view.NodeState.Status;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule as it is written; what is absent has the default of {@code docs/alerts.md}. */
public record RuleSettings(
    String name,
    @Nullable Severity severity,
    @Nullable Scope per,
    @Nullable List<String> graphs,
    @Nullable Nodes nodes,
    String quantity,
    @Nullable String proof,
    @Nullable Integer additions,
    @Nullable Integer deletions,
    @Nullable Double distance,
    Quantity.Radius.@Nullable Kind kind,
    @Nullable Double quantile,
    @Nullable List<Status> statuses,
    @JsonDeserialize(using = DurationText.class) @Nullable Duration window,
    @Nullable Integer over,
    @Nullable Double below,
    @Nullable Double above,
    @Nullable Double resolve,
    @JsonProperty("for") @JsonDeserialize(using = DurationText.class) @Nullable Duration hold,
    @JsonDeserialize(using = DurationText.class) @Nullable Duration resolveFor,
    @JsonDeserialize(using = DurationText.class) @Nullable Duration grace,
    @Nullable Scope group,
    @Nullable Integer minNodes) {

  /** Longer than a certification takes, however busy the certifier; shorter than patience. */
  static final Duration USUAL_GRACE = Duration.ofSeconds(60);

  private static final Duration USUAL_WINDOW = Duration.ofMinutes(1);
  private static final int USUAL_OVER = 20;

  /** Which nodes. */
  public record Nodes(
      @Nullable List<String> ids,
      @Nullable List<Integer> labels,
      @Nullable List<Integer> classes,
      @Nullable List<Integer> regions,
      @Nullable Integer degreeMin,
      @Nullable Integer degreeMax) {

    NodeSelector toSelector() {
      return new NodeSelector(
          set(ids),
          set(labels),
          set(classes),
          set(regions),
          or(degreeMin, 0),
          or(degreeMax, Integer.MAX_VALUE));
    }
  }

  /** The rule; the checks have made sure that there is one. */
  public Rule toRule() {
    Scope scope = or(per, Scope.GRAPH);
    Quantity measured = toQuantity();
    return new Rule(
        name,
        or(severity, Severity.WARNING),
        scope,
        set(graphs),
        nodes == null ? NodeSelector.ALL : nodes.toSelector(),
        measured,
        toTrigger(),
        or(grace, USUAL_GRACE),
        or(group, scope == Scope.NODE ? Scope.GRAPH : scope),
        measured instanceof Quantity.Silence ? 0 : or(minNodes, 1));
  }

  private Quantity toQuantity() {
    Budget budget = new Budget(or(additions, 0), or(deletions, 0), or(distance, 0.0));
    return switch (quantity) {
      case "certified-share" -> new Quantity.CertifiedShare(budget, "collective".equals(proof));
      case "radius" ->
          new Quantity.Radius(or(kind, Quantity.Radius.Kind.DELETIONS), or(quantile, 0.5));
      case "status" -> new Quantity.NodesOfStatus(set(statuses));
      case "loss-rate" -> new Quantity.LossRate(budget, or(window, USUAL_WINDOW));
      case "remaining-updates" -> new Quantity.RemainingUpdates(or(over, USUAL_OVER));
      case "pending-time" -> new Quantity.PendingTime();
      case "update-silence" -> new Quantity.Silence(Quantity.Silence.Of.UPDATES);
      case "certificate-silence" -> new Quantity.Silence(Quantity.Silence.Of.CERTIFICATES);
      default ->
          throw new IllegalStateException("The schema has let '%s' pass.".formatted(quantity));
    };
  }

  private Trigger toTrigger() {
    double fire = below != null ? below : or(above, 0.0);
    return new Trigger(
        below != null ? Trigger.Side.BELOW : Trigger.Side.ABOVE,
        fire,
        or(resolve, fire),
        or(hold, Duration.ZERO),
        or(resolveFor, Duration.ZERO));
  }

  private static <T> T or(@Nullable T value, T fallback) {
    return value == null ? fallback : value;
  }

  private static <T> Set<T> set(@Nullable List<T> values) {
    return values == null ? Set.of() : new HashSet<>(values);
  }
}
