package io.ringfence.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The table of budgets, as text.
 *
 * @param linear empty where it was not computed
 * @param isotropic empty where it was not computed
 */
record BudgetRows(
    String budget,
    String exact,
    String count,
    String linear,
    String naive,
    String isotropic,
    String method) {
  static List<BudgetRows> of(RunFiles run) {
    List<BudgetRows> rows = new ArrayList<>();
    for (JsonNode entry : run.collective()) {
      JsonNode beside = beside(run, entry);
      double targets = Math.max(1, entry.path("targets").asLong());
      rows.add(
          new BudgetRows(
              budget(entry),
              PageModel.percent(entry.path("certified").asLong() / targets),
              PageModel.count(entry.path("certified").asLong()),
              share(beside, "linear", targets),
              PageModel.percent(entry.path("naive").asLong() / targets),
              share(beside, "isotropic", targets),
              entry.path("method").asText().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }
    return rows;
  }

  private static String budget(JsonNode entry) {
    return entry.has("distance")
        ? "distance " + entry.get("distance").asText()
        : "+%s −%s".formatted(entry.path("additions").asText(), entry.path("deletions").asText());
  }

  private static JsonNode beside(RunFiles run, JsonNode entry) {
    for (JsonNode other : run.comparison().path("budgets")) {
      if (other.path("additions").equals(entry.path("additions"))
          && other.path("deletions").equals(entry.path("deletions"))) {
        return other;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  private static String share(JsonNode beside, String key, double targets) {
    return beside.has(key) ? PageModel.percent(beside.get(key).asLong() / targets) : "";
  }
}
