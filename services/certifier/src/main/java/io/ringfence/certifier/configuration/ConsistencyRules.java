package io.ringfence.certifier.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.Distance;
import io.ringfence.hosting.configuration.ConfigurationFault;
import io.ringfence.hosting.configuration.SchemaRules;
import io.ringfence.schemas.RecordKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules between several keys, checked on the tree so that they are reported together with all other
 * faults. A rule whose keys are of a wrong type is silent: the schema has spoken already.
 */
final class ConsistencyRules {
  private static final List<String> TOPICS =
      List.of(
          "graph-updates",
          "node-certificates",
          "graph-certificates",
          "graph-changelog",
          "dead-letters",
          "smoothing-tasks",
          "smoothing-results");

  private final JsonNode tree;
  private final List<ConfigurationFault> faults = new ArrayList<>();

  private ConsistencyRules(JsonNode tree) {
    this.tree = tree;
  }

  static List<ConfigurationFault> check(JsonNode tree) {
    ConsistencyRules rules = new ConsistencyRules(tree);
    rules.rangesAscend("additions");
    rules.rangesAscend("deletions");
    rules.rangesAscend("scales");
    rules.noiseOnlyGarbles();
    rules.targetBudgetsAreOfTheKindOfTheNoise();
    rules.regionFileBelongsToItsMethod();
    rules.topicsDiffer();
    rules.fallbackDrawsTheNoiseOfThePool();
    rules.watchedAreNodes();
    rules.faults.addAll(SchemaRules.check(tree));
    return rules.faults;
  }

  private void rangesAscend(String kind) {
    JsonNode min = tree.at("/noise/" + kind + "/min");
    JsonNode max = tree.at("/noise/" + kind + "/max");
    if (min.isNumber() && max.isNumber() && min.asDouble() > max.asDouble()) {
      fault("noise." + kind, "min is %s and max is %s; min must not exceed max.", min, max);
    }
  }

  private void noiseOnlyGarbles() {
    JsonNode additions = tree.at("/noise/additions/max");
    JsonNode deletions = tree.at("/noise/deletions/max");
    if (additions.isNumber()
        && deletions.isNumber()
        && additions.decimalValue().add(deletions.decimalValue()).doubleValue() > 1) {
      fault(
          "noise",
          "additions.max is %s and deletions.max is %s; together they must not exceed 1, "
              + "or more noise would tell more. Lower one of them.",
          additions,
          deletions);
    }
  }

  private void targetBudgetsAreOfTheKindOfTheNoise() {
    JsonNode text = tree.at("/smoothing/target-budgets");
    if (!text.isTextual() || !tree.at("/smoothing/adaptive").asBoolean()) {
      return;
    }
    boolean bits = tree.at("/noise/kind").asText().equals("binary");
    for (String budget : text.asText().split(";", -1)) {
      try {
        if (bits) {
          Budget.parse(budget);
        } else {
          Distance.parse(budget);
        }
      } catch (IllegalArgumentException e) {
        fault("smoothing.target-budgets", "is %s: %s", text, String.valueOf(e.getMessage()));
        return;
      }
    }
  }

  private void regionFileBelongsToItsMethod() {
    String method = tree.at("/regions/method").asText();
    boolean given = tree.at("/regions").has("file");
    if (method.equals("file") && !given) {
      fault("regions.file", "is missing; the method 'file' needs it.");
    } else if (!method.equals("file") && given) {
      fault(
          "regions.file",
          "is given but regions.method is '%s'; remove the file or set the method to 'file'.",
          method);
    }
  }

  private void topicsDiffer() {
    Map<String, String> users = new HashMap<>();
    for (String topic : TOPICS) {
      JsonNode name = tree.at("/topics/" + topic);
      if (name.isTextual()) {
        String other = users.putIfAbsent(name.asText(), topic);
        if (other != null) {
          fault(
              "topics." + topic,
              "%s is the name of topics.%s, too; names must differ.",
              name,
              other);
        }
      }
    }
  }

  private void fallbackDrawsTheNoiseOfThePool() {
    JsonNode device = tree.at("/smoothing/device");
    if (tree.at("/smoothing/pool/enabled").asBoolean()
        && tree.at("/smoothing/pool/noise").asText().equals("keyed")
        && device.asText().equals("gpu")) {
      fault(
          "smoothing.pool.noise",
          "is 'keyed' but smoothing.device is %s, whose noise is its own; set the noise to 'any',"
              + " or the device to 'cpu'.",
          device);
    }
  }

  private void watchedAreNodes() {
    JsonNode lines = tree.at("/planner/watched");
    if (lines.isTextual()) {
      lines
          .asText()
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !isNodeKey(line))
          .findFirst()
          .ifPresent(
              line ->
                  fault(
                      "planner.watched",
                      "names '%s'; a line is a graph id, a slash and a node id, with %%25 for %% and %%2F for / within them.",
                      line));
    }
  }

  private static boolean isNodeKey(String line) {
    try {
      return RecordKeys.split(line).size() == 2;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void fault(String path, String format, Object... values) {
    faults.add(new ConfigurationFault(path, format.formatted(values)));
  }
}
