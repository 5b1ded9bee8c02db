package io.ringfence.monitor.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.hosting.configuration.ConfigurationFault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the keys of a rule together must obey; what the schema has found wrong is passed over. */
final class RuleChecks {

  /** Keys that only some quantities have. */
  private static final Map<String, Set<String>> OWN_KEYS =
      Map.of(
          "certified-share", Set.of("proof", "additions", "deletions", "distance"),
          "radius", Set.of("kind", "quantile"),
          "status", Set.of("statuses"),
          "loss-rate", Set.of("additions", "deletions", "distance", "window"),
          "remaining-updates", Set.of("over"),
          "pending-time", Set.of(),
          "update-silence", Set.of(),
          "certificate-silence", Set.of());

  private static final Set<String> ANY_OWN_KEY =
      Set.of(
          "proof",
          "additions",
          "deletions",
          "distance",
          "kind",
          "quantile",
          "statuses",
          "window",
          "over");

  private static final Set<String> LOW_IS_BAD =
      Set.of("certified-share", "radius", "remaining-updates");
  private static final Set<String> OF_NODES_ONLY = Set.of("remaining-updates", "pending-time");
  private static final Set<String> OF_GRAPHS_ONLY = Set.of("update-silence", "certificate-silence");
  private static final int MOST_GRACES = 60;

  private final JsonNode tree;
  private final List<ConfigurationFault> faults = new ArrayList<>();

  private RuleChecks(JsonNode tree) {
    this.tree = tree;
  }

  static List<ConfigurationFault> faults(JsonNode tree) {
    RuleChecks checks = new RuleChecks(tree);
    Set<String> names = new HashSet<>();
    Set<String> graces = new HashSet<>();
    int index = 0;
    for (JsonNode rule : tree.path("rules")) {
      String path = "rules." + index++;
      checks.rule(path, rule);
      String name = rule.path("name").asText();
      if (!names.add(name)) {
        checks.fault(
            path + ".name", "'%s' is the name of an earlier rule; names must differ.", name);
      }
      graces.add(rule.path("grace").asText());
    }
    if (graces.size() > MOST_GRACES) {
      checks.fault(
          "rules", "have %d different grace times; use at most %d.", graces.size(), MOST_GRACES);
    }
    return checks.faults;
  }

  private void rule(String path, JsonNode rule) {
    String quantity = rule.path("quantity").asText();
    if (OWN_KEYS.containsKey(quantity)) {
      ownKeys(path, rule, quantity);
      scope(path, rule, quantity);
      trigger(path, rule, quantity);
    }
    boolean collective = rule.path("proof").asText().equals("collective");
    if (rule.path("nodes").size() > 0 && (collective || OF_GRAPHS_ONLY.contains(quantity))) {
      fault(path + ".nodes", "select nodes, but this quantity is of a whole graph; remove nodes.");
    }
    if (rule.path("nodes").has("degree-min") || rule.path("nodes").has("degree-max")) {
      if (!tree.path("structure").asBoolean(true)) {
        fault(path + ".nodes", "select by degree, which needs edges; set structure to true.");
      }
      if (rule.path("nodes").path("degree-min").asInt(0)
          > rule.path("nodes").path("degree-max").asInt(Integer.MAX_VALUE)) {
        fault(path + ".nodes.degree-max", "is below degree-min: no node passes; swap them.");
      }
    }
  }

  private void ownKeys(String path, JsonNode rule, String quantity) {
    Set<String> own = OWN_KEYS.getOrDefault(quantity, Set.of());
    for (String key : ANY_OWN_KEY) {
      if (rule.has(key) && !own.contains(key)) {
        fault(
            path + "." + key,
            "is no key of quantity %s, which has %s; remove it.",
            quantity,
            own.isEmpty() ? "none of its own" : String.join(", ", own.stream().sorted().toList()));
      }
    }
    if (quantity.equals("status") && rule.path("statuses").isEmpty()) {
      fault(path + ".statuses", "is missing; list CERTIFIED, PENDING or ABSTAINED.");
    }
    if (rule.has("distance") && (rule.has("additions") || rule.has("deletions"))) {
      fault(
          path + ".distance",
          "is for real-valued attributes, additions and deletions are for bits; give one kind.");
    }
  }

  private void scope(String path, JsonNode rule, String quantity) {
    String per = rule.path("per").asText("graph");
    if (OF_NODES_ONLY.contains(quantity) && !per.equals("node")) {
      fault(path + ".per", "is %s, but %s is of single nodes; set per: node.", per, quantity);
    }
    boolean collective = rule.path("proof").asText().equals("collective");
    if ((OF_GRAPHS_ONLY.contains(quantity) || collective) && !per.equals("graph")) {
      fault(
          path + ".per",
          "is %s, but %s is of whole graphs; set per: graph.",
          per,
          collective ? "a collective proof" : quantity);
    }
    if (quantity.equals("loss-rate") && per.equals("node")) {
      fault(path + ".per", "is node, but loss-rate counts nodes; set region, label or graph.");
    }
    if (rule.has("group") && !per.equals("node")) {
      fault(path + ".group", "gathers nodes, but per is %s; remove it, or set per: node.", per);
    }
    if (rule.has("min-nodes") && per.equals("node")) {
      fault(path + ".min-nodes", "has no meaning with per: node; remove it.");
    }
  }

  private void trigger(String path, JsonNode rule, String quantity) {
    boolean low = LOW_IS_BAD.contains(quantity);
    String side = low ? "below" : "above";
    String other = low ? "above" : "below";
    if (rule.has(other)) {
      fault(path + "." + other, "is the wrong side for %s; give %s.", quantity, side);
    }
    if (!rule.has(side)) {
      fault(path + "." + side, "is missing; it is the value at which the rule fires.");
      return;
    }
    double fire = rule.path(side).asDouble();
    double resolve = rule.path("resolve").asDouble(fire);
    if (low ? resolve < fire : resolve > fire) {
      fault(
          path + ".resolve",
          "%s is on the bad side of %s %s; it must be %s it, or equal.",
          resolve,
          side,
          fire,
          low ? "above" : "below");
    }
    if (quantity.equals("certified-share") && (fire > 1 || resolve > 1)) {
      fault(path + "." + side, "a share is 0 to 1; 90 %% is written 0.9.");
    }
  }

  private void fault(String path, String format, Object... values) {
    faults.add(new ConfigurationFault(path, format.formatted(values)));
  }
}
