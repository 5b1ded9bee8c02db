package io.ringfence.hosting.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the page that explains every key of a schema. */
public final class ConfigurationReference {

  private static final Map<String, String> SIGNS =
      Map.of("minimum", "≥", "maximum", "≤", "exclusiveMinimum", ">", "exclusiveMaximum", "<");

  private ConfigurationReference() {}

  /**
   * The page as Markdown.
   *
   * @param introduction what stands above the tables, title included
   */
  public static String of(ConfigurationSchema schema, String introduction) {
    StringBuilder page = new StringBuilder(introduction);
    String section = "";
    for (ConfigurationKey key : schema.keys()) {
      String current = key.path().size() == 1 ? "Top level" : key.path().get(0);
      if (!current.equals(section)) {
        section = current;
        page.append("\n## ").append(section).append("\n\n");
        if (key.path().size() > 1) {
          page.append(schema.description(section)).append("\n\n");
        }
        page.append("| key | value | default | meaning | variable |\n|---|---|---|---|---|\n");
      }
      page.append(row(key));
    }
    return page.toString();
  }

  private static String row(ConfigurationKey key) {
    JsonNode rule = key.rule();
    String fallback = rule.has("default") ? "`" + rule.get("default").asText() + "`" : "";
    return "| `%s` | %s | %s | %s | `%s` |\n"
        .formatted(
            key.name(), range(rule), fallback, rule.path("description").asText(), key.variable());
  }

  private static String range(JsonNode rule) {
    if (rule.has("enum")) {
      List<String> values = new ArrayList<>();
      rule.get("enum").forEach(value -> values.add("`" + value.asText() + "`"));
      return String.join(", ", values);
    }
    List<String> parts = new ArrayList<>(List.of(rule.path("type").asText()));
    for (var sign : SIGNS.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
      if (rule.has(sign.getKey()) && Math.abs(rule.get(sign.getKey()).asDouble()) < 1e18) {
        parts.add(sign.getValue() + " " + rule.get(sign.getKey()).asText());
      }
    }
    if (rule.has("pattern")) {
      parts.add("`" + rule.get("pattern").asText().replace("|", "\\|") + "`");
    }
    return String.join(", ", parts);
  }
}
