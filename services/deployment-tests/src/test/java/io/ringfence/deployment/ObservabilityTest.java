package io.ringfence.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.hosting.metrics.KafkaClientMeters;
import io.ringfence.hosting.metrics.Meters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** Rules, dashboard and scrape configuration against the names in the code and in the documents. */
class ObservabilityTest {

  private static final Path FOLDER = Path.of("../../deploy/observability");
  private static final Path RULES = FOLDER.resolve("rules/ringfence.yml");
  private static final Path TESTS = FOLDER.resolve("tests/ringfence.test.yml");
  private static final Path DASHBOARD = FOLDER.resolve("grafana/dashboards/ringfence.json");
  private static final Path METRICS = Path.of("../../docs/metrics.md");
  private static final Path OPERATIONS = Path.of("../../docs/operations.md");

  private static final Pattern NAME =
      Pattern.compile("\\b(?:ringfence|jvm|process|system|kafka)_[a-z0-9_]+\\b");
  private static final Pattern RECORDED = Pattern.compile("\\bringfence:[a-z0-9_:]+\\b");
  private static final Pattern SUFFIX = Pattern.compile("_(bucket|sum|count|max)$");

  @Test
  void everyMetricOfRulesAndDashboardIsRegisteredInTheCode() throws IOException {
    Set<String> known = known();

    Set<String> unknown = new TreeSet<>();
    for (String expression : allExpressions()) {
      for (String name : matches(NAME, expression)) {
        if (!known.contains(name) && !known.contains(SUFFIX.matcher(name).replaceFirst(""))) {
          unknown.add(name);
        }
      }
    }

    assertThat(unknown).isEmpty();
  }

  @Test
  void everyRecordedNameThatIsUsedIsRecordedAndEveryRecordedOneIsUsed() throws IOException {
    Set<String> used = new TreeSet<>();
    for (String expression : allExpressions()) {
      used.addAll(matches(RECORDED, expression));
    }

    assertThat(used)
        .isEqualTo(
            rules()
                .filter(rule -> rule.has("record"))
                .map(rule -> rule.path("record").asText())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void everyAlertHasAParagraphOfItsOwnInTheGuide() throws IOException {
    String guide = Files.readString(OPERATIONS);
    List<String> headings =
        guide
            .lines()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
            .toList();

    for (JsonNode alert : rules().filter(rule -> rule.has("alert")).toList()) {
      assertThat(alert.at("/annotations/runbook_url").asText())
          .isEqualTo("docs/operations.md#" + alert.path("alert").asText().toLowerCase(Locale.ROOT));
      assertThat(headings).contains(alert.path("alert").asText().toLowerCase(Locale.ROOT));
      assertThat(alert.at("/labels/severity").asText()).isIn("warning", "critical");
      assertThat(alert.at("/annotations/summary").asText()).isNotEmpty();
    }
  }

  @Test
  void everyAlertIsTestedFiringAndQuiet() throws IOException {
    Set<String> firing = new HashSet<>();
    Set<String> quiet = new HashSet<>();
    for (JsonNode test : Yaml.file(TESTS).path("tests")) {
      for (JsonNode look : test.path("alert_rule_test")) {
        (look.path("exp_alerts").isEmpty() ? quiet : firing).add(look.path("alertname").asText());
      }
    }

    assertThat(firing)
        .isEqualTo(
            rules()
                .filter(rule -> rule.has("alert"))
                .map(rule -> rule.path("alert").asText())
                .collect(Collectors.toSet()));
    assertThat(quiet).isNotEmpty();
  }

  @Test
  void prometheusOwnToolAcceptsRulesAndTheirTests() throws Exception {
    Optional<Path> tool = promtool();
    assumeTrue(
        tool.isPresent(), "There is no promtool on the PATH; Debian's package prometheus has it.");

    assertThat(run(tool.get(), "check", "rules", RULES.toString())).contains("SUCCESS");
    assertThat(run(tool.get(), "test", "rules", TESTS.toString())).contains("SUCCESS");
  }

  private static String run(Path tool, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(tool.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static Optional<Path> promtool() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, "promtool"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Test
  void jobsAreThoseThatTheRulesAskFor() throws IOException {
    Set<String> scraped =
        Set.copyOf(
            Manifests.texts(
                Yaml.file(FOLDER.resolve("prometheus.yml")).path("scrape_configs"), "job_name"));
    Set<String> asked = new TreeSet<>();
    for (String expression : allExpressions()) {
      asked.addAll(matches(Pattern.compile("(?<=job=\")[a-z-]+"), expression));
    }

    assertThat(scraped)
        .containsExactlyInAnyOrder("ringfence-certifier", "ringfence-smoother", "ringfence-monitor")
        .containsAll(asked);
  }

  @Test
  void panelsLieBesideOneAnother() throws IOException {
    JsonNode panels = Yaml.file(DASHBOARD).path("panels");

    Set<String> taken = new HashSet<>();
    for (JsonNode panel : panels) {
      JsonNode place = panel.path("gridPos");
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          assertThat(taken.add((place.path("x").asInt() + x) + "," + (place.path("y").asInt() + y)))
              .as(panel.path("title").asText())
              .isTrue();
        }
      }
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
    }
    assertThat(Manifests.texts(panels, "id")).doesNotHaveDuplicates();
  }

  @Test
  void theChartInstallsTheseRulesAndThisDashboard() throws IOException {
    Manifests all = Chart.with(ValueSet.STRIMZI_SCRAM);

    assertThat(all.kind("PrometheusRule").get(0).at("/spec/groups"))
        .isEqualTo(Yaml.file(RULES).path("groups"));
    String dashboard =
        all.get("ConfigMap", "prod-ringfence-dashboard")
            .path("data")
            .path("ringfence.json")
            .asText();
    assertThat(Yaml.text(dashboard)).isEqualTo(Yaml.file(DASHBOARD));
  }

  private static Stream<JsonNode> rules() throws IOException {
    return Manifests.each(Yaml.file(RULES).path("groups"))
        .flatMap(group -> Manifests.each(group.path("rules")));
  }

  private static List<String> allExpressions() throws IOException {
    List<String> all = new ArrayList<>(rules().map(rule -> rule.path("expr").asText()).toList());
    Manifests.each(Yaml.file(DASHBOARD).path("panels"))
        .flatMap(panel -> Manifests.each(panel.path("targets")))
        .forEach(target -> all.add(target.path("expr").asText()));
    all.add(
        Chart.with(ValueSet.GPU)
            .kind("ScaledObject")
            .get(0)
            .at("/spec/triggers/0/metadata/query")
            .asText());
    return all;
  }

  /** Names in the table that is written from the code, and those of the process and of Kafka. */
  private static Set<String> known() throws IOException {
    Set<String> names = new TreeSet<>();
    Pattern row = Pattern.compile("(?m)^\\| `(ringfence_[a-z_]+)` \\|");
    row.matcher(Files.readString(METRICS)).results().forEach(found -> names.add(found.group(1)));
    Map<String, Object> options =
        Map.of(
            "bootstrap.servers",
            "localhost:1",
            "group.id",
            "names",
            "metric.reporters",
            KafkaClientMeters.class.getName());
    try (Meters meters = Meters.of("certifier");
        KafkaConsumer<String, String> consumer =
            new KafkaConsumer<>(options, new StringDeserializer(), new StringDeserializer())) {
      assertThat(consumer.metrics()).isNotEmpty();
      meters
          .scrape()
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> names.add(line.replaceFirst("[{ ].*", "")));
    }
    return names;
  }

  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }
}
