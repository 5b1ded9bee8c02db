package io.ringfence.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.cli.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path out = Path.of("");
  private static Document page = new Document("");

  @BeforeAll
  static void certify(@TempDir Path folder) throws IOException {
    Path model = folder.resolve("model");
    out = folder.resolve("out");
    Console.run(
        "train",
        "--dataset=generated:200:2",
        "--hidden=8",
        "--epochs=30",
        "--delete-noise=0.3:0.6",
        "--out=" + model);
    Console console =
        Console.run(
            "certify",
            "--dataset=generated:200:2",
            "--model=" + model,
            "--regions=3",
            "--delete-noise=0.3:0.6",
            "--samples=300",
            "--selection-samples=50",
            "--grid=1x3",
            "--compare",
            "--report=" + folder.resolve("reports/report.html"),
            "--out=" + out);
    assertThat(console.code()).as(console.err()).isZero();
    assertThat(console.out()).contains("isotropic").contains("Report: ");
    page = Jsoup.parse(Files.readString(folder.resolve("reports/report.html")));
  }

  @Test
  void theDataAreThoseOfTheFiles() throws IOException {
    JsonNode data = JSON.readTree(page.selectXpath("//script[@id='data']").get(0).data());

    assertThat(data.get("collective")).isEqualTo(JSON.readTree(file("collective.json")));
    assertThat(data.get("comparison")).isEqualTo(JSON.readTree(file("compare.json")));
    assertThat(total(data.get("deletions")))
        .isEqualTo(Files.readAllLines(out.resolve("certificates.jsonl")).size());
  }

  @Test
  void theIsotropicRunHasAsManyForwardPasses() throws IOException {
    JsonNode compare = JSON.readTree(file("compare.json"));

    assertThat(compare.at("/isotropic/samples").asInt()).isEqualTo(900);
    assertThat(compare.at("/isotropic/selectionSamples").asInt()).isEqualTo(150);
    assertThat(compare.at("/isotropic/deletionNoise").asDouble())
        .isCloseTo(0.3, org.assertj.core.data.Offset.offset(1e-9));
    for (JsonNode entry : compare.get("budgets")) {
      assertThat(entry.get("exact").asInt())
          .isGreaterThanOrEqualTo(entry.get("linear").asInt())
          .isGreaterThanOrEqualTo(entry.get("naive").asInt());
      assertThat(entry.get("linear").asInt())
          .isGreaterThanOrEqualTo(entry.get("naive").asInt())
          .isGreaterThanOrEqualTo(entry.get("linearAlone").asInt());
      assertThat(entry.get("linearAlone").asInt())
          .isGreaterThanOrEqualTo(entry.get("linearNaive").asInt());
    }
  }

  @Test
  void nothingIsAskedOfTheNetwork() {
    assertThat(page.select("[src], link, iframe, img, object, embed, base")).isEmpty();
    assertThat(page.select("[href]")).isEmpty();
    assertThat(page.select("style").html()).doesNotContain("url(").doesNotContain("@import");
    assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .contains("default-src 'none'");
  }

  @Test
  void everyPlotHasItsTitleAndATable() {
    assertThat(page.select("figure[data-plot]")).hasSizeGreaterThanOrEqualTo(7);
    for (Element figure : page.select("figure[data-plot]")) {
      assertThat(figure.select("figcaption").text()).isNotBlank();
    }
    assertThat(page.select("#s-budget").first()).isNotNull();
    Element budgets = page.select("table").get(0);
    assertThat(budgets.select("tbody tr")).hasSize(8);
    assertThat(budgets.select("thead th"))
        .hasSameSizeAs(budgets.select("tbody tr").get(0).children());
  }

  @Test
  void whatItTakesToDoItAgainIsThere() throws IOException {
    JsonNode summary = JSON.readTree(file("summary.json"));

    assertThat(page.select("pre code").text())
        .startsWith("ringfence certify --dataset=generated:200:2");
    assertThat(page.select(".facts").text())
        .contains(summary.at("/model/fingerprint").asText())
        .contains(summary.at("/noise/scheduleId").asText())
        .contains(summary.at("/graph/fingerprint").asText())
        .contains("Seed 1");
  }

  @Test
  void specialCharactersStayText() throws IOException {
    String evil = "</script><script>alert('x')</script>&\"\u2028";
    RunFiles run = RunFiles.read(out, JSON.readTree(file("compare.json")));
    ((com.fasterxml.jackson.databind.node.ObjectNode) run.summary().get("graph")).put("name", evil);
    ((com.fasterxml.jackson.databind.node.ObjectNode) run.collective().get(0)).put("method", evil);

    Document changed = Jsoup.parse(Report.render(run, List.of("certify", "--out=" + evil)));

    assertThat(changed.select("script")).hasSize(3);
    assertThat(changed.title()).startsWith("</script>");
    assertThat(changed.select("pre code").text()).contains("'--out=</script>");
    JsonNode data = JSON.readTree(changed.selectXpath("//script[@id='data']").get(0).data());
    assertThat(data.at("/collective/0/method").asText()).isEqualTo(evil);
  }

  private static java.io.File file(String name) {
    return out.resolve(name).toFile();
  }

  private static long total(JsonNode histogram) {
    long total = histogram.get("none").asLong();
    for (JsonNode count : histogram.get("counts")) {
      total += count.asLong();
    }
    return total;
  }
}
