package io.ringfence.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Everything the template shows, as text and rows of text; and the data of the plots. */
final class PageModel {
  /** Tables of so many rows are shown unasked. */
  private static final int FEW_ROWS = 14;

  private final RunFiles run;
  private final List<String> arguments;
  private final JsonNode summary;

  PageModel(RunFiles run, List<String> arguments) {
    this.run = run;
    this.arguments = arguments;
    this.summary = run.summary();
  }

  /** A line of a table: what it is about, and cells of text. */
  private record Row(String head, List<String> cells) {
    static Row of(String head, String... cells) {
      return new Row(head, List.of(cells));
    }
  }

  /** A figure that has a name and a value. */
  private record Fact(String name, String value) {}

  Map<String, Object> values() {
    Figures.Groups regions = Figures.byRegion(run.targets());
    Figures.Groups degrees = Figures.byDegree(run.targets());
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("name", summary.at("/graph/name").asText());
    page.put("headline", new Headline(run).text());
    page.put("promise", new Headline(run).promise());
    page.put("tiles", tiles());
    page.put("isotropic", run.comparison().has("isotropic"));
    page.put("isotropicNote", isotropicNote());
    page.put("bits", !run.distances());
    page.put("budgets", BudgetRows.of(run));
    page.put("fewBudgets", run.collective().size() <= FEW_ROWS);
    page.put("byRegion", groupRows(regions));
    page.put("byDegree", groupRows(degrees));
    page.put("levels", regions.series().stream().map(Figures.Series::name).toList());
    page.put("accuracy", accuracy());
    page.put("samples", samples());
    page.put("facts", facts());
    page.put("command", CommandText.of(arguments));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("collective", run.collective());
    data.put("comparison", run.comparison());
    data.put("regions", regions);
    data.put("degrees", degrees);
    if (!run.distances()) {
      Figures.Histogram additions = Figures.radii(run.targets(), TargetLine::additions);
      Figures.Histogram deletions = Figures.radii(run.targets(), TargetLine::deletions);
      data.put("additions", additions);
      data.put("deletions", deletions);
      page.put("radii", radiusRows(additions, deletions));
    }
    page.put("data", new SafeJson().write(data));
    return page;
  }

  private List<Fact> tiles() {
    long certified = run.targets().stream().filter(TargetLine::certified).count();
    List<Fact> tiles = new ArrayList<>();
    tiles.add(new Fact("predictions examined", count(run.targets().size())));
    tiles.add(new Fact("have a certificate", percent(share(certified))));
    accuracyOf("cleanAccuracy").ifPresent(a -> tiles.add(new Fact("right, base model", a)));
    accuracyOf("smoothedAccuracy").ifPresent(a -> tiles.add(new Fact("right, smoothed", a)));
    tiles.add(new Fact("noisy graphs per region", count(summary.path("samples").asLong())));
    tiles.add(
        new Fact("confidence, all at once", percent(1 - summary.path("alpha").asDouble()).trim()));
    return tiles;
  }

  private Optional<String> accuracyOf(String key) {
    return summary.has(key) ? Optional.of(percent(summary.get(key).asDouble())) : Optional.empty();
  }

  private double share(long count) {
    return (double) count / Math.max(1, run.targets().size());
  }

  private String isotropicNote() {
    JsonNode isotropic = run.comparison().path("isotropic");
    return "p⁺ %s and p⁻ %s everywhere, %s noisy graphs"
        .formatted(
            probability(isotropic.path("additionNoise").asDouble()),
            probability(isotropic.path("deletionNoise").asDouble()),
            count(isotropic.path("samples").asLong()));
  }

  private static List<Row> groupRows(Figures.Groups groups) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < groups.labels().size(); i++) {
      List<String> cells = new ArrayList<>();
      cells.add(count(groups.targets().get(i)));
      for (Figures.Series series : groups.series()) {
        cells.add(percent(series.shares().get(i)));
      }
      rows.add(new Row(groups.labels().get(i), cells));
    }
    return rows;
  }

  private static List<Row> radiusRows(Figures.Histogram additions, Figures.Histogram deletions) {
    List<Row> rows = new ArrayList<>();
    rows.add(Row.of("no certificate", count(additions.none()), count(deletions.none())));
    int longest = Math.max(additions.labels().size(), deletions.labels().size());
    for (int r = 0; r < longest; r++) {
      rows.add(Row.of(Integer.toString(r), cell(additions, r), cell(deletions, r)));
    }
    return rows;
  }

  private static String cell(Figures.Histogram histogram, int radius) {
    return radius < histogram.counts().size() ? count(histogram.counts().get(radius)) : "0";
  }

  /** Who is right, among whom; empty without labels. */
  private List<Row> accuracy() {
    List<Row> rows = new ArrayList<>();
    long labelled = run.targets().stream().filter(t -> t.right().isPresent()).count();
    accuracyOf("cleanAccuracy")
        .ifPresent(a -> rows.add(Row.of("base model, all targets", a, count(labelled))));
    smoothed("smoothed, all targets", t -> true).ifPresent(rows::add);
    smoothed("smoothed, certified targets", TargetLine::certified).ifPresent(rows::add);
    smoothed("smoothed, abstaining targets", t -> !t.certified()).ifPresent(rows::add);
    return rows;
  }

  private Optional<Row> smoothed(String name, Predicate<TargetLine> among) {
    List<TargetLine> labelled =
        run.targets().stream().filter(among).filter(t -> t.right().isPresent()).toList();
    long right = labelled.stream().filter(t -> t.right().orElse(false)).count();
    return labelled.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Row.of(name, percent((double) right / labelled.size()), count(labelled.size())));
  }

  private List<Row> samples() {
    List<Long> sorted = run.targets().stream().map(TargetLine::samples).sorted().toList();
    List<Row> rows = new ArrayList<>();
    rows.add(Row.of("to choose the class", count(summary.path("selectionSamples").asLong())));
    if (!sorted.isEmpty()) {
      long least = sorted.get(0);
      long most = sorted.get(sorted.size() - 1);
      rows.add(Row.of("for the bound, fewest", count(least)));
      rows.add(Row.of("for the bound, median", count(sorted.get(sorted.size() / 2))));
      rows.add(Row.of("for the bound, most", count(most)));
    }
    rows.add(
        Row.of("seconds of smoothing", number(summary.at("/timings/smoothingSeconds").asDouble())));
    return rows;
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    JsonNode graph = summary.path("graph");
    facts.add(
        new Fact(
            "Dataset",
            "%s: %s nodes, %s edges, %s attributes"
                .formatted(
                    graph.path("dataset").asText(),
                    count(graph.path("nodes").asLong()),
                    count(graph.path("edges").asLong()),
                    count(graph.path("attributes").asLong()))));
    fact(facts, "Dataset fingerprint", "/graph/fingerprint");
    fact(facts, "Regions", "/graph/regionsFrom");
    fact(facts, "Ranks", "/graph/ranksFrom");
    fact(facts, "Targets", "/graph/targetsFrom");
    fact(facts, "Model", "/model/path");
    fact(facts, "Model fingerprint", "/model/fingerprint");
    fact(facts, "Classifier", "/classifier");
    facts.add(new Fact("Noise", noise()));
    fact(facts, "Noise schedule", "/noise/scheduleId");
    fact(facts, "Samples per region", "/samples");
    fact(facts, "Selection samples per region", "/selectionSamples");
    fact(facts, "α, joint over the targets", "/alpha");
    fact(facts, "Seed", "/seed");
    fact(facts, "Device", "/device");
    fact(facts, "Ringfence", "/versions/ringfence");
    fact(facts, "Commit", "/versions/commit");
    fact(facts, "Java", "/versions/java");
    return facts;
  }

  private String noise() {
    JsonNode noise = summary.path("noise");
    if (noise.has("scale")) {
      return "%s, scale %s"
          .formatted(
              noise.path("kind").asText().toLowerCase(Locale.ROOT), range(noise.path("scale")));
    }
    return "a zero becomes a one with %s, a one a zero with %s"
        .formatted(range(noise.path("additions")), range(noise.path("deletions")));
  }

  private static String range(JsonNode range) {
    String min = range.path("min").asText();
    String max = range.path("max").asText();
    return min.equals(max) ? min : min + " to " + max;
  }

  private void fact(List<Fact> facts, String name, String pointer) {
    JsonNode value = summary.at(pointer);
    if (!value.isMissingNode() && !value.isNull()) {
      facts.add(new Fact(name, value.asText()));
    }
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * share);
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Without the digits that the grid of probabilities adds. */
  private static String probability(double value) {
    return Double.toString(Math.round(value * 1e8) / 1e8);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }
}
