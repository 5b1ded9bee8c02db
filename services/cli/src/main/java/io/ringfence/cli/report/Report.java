package io.ringfence.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the report of a run. */
public final class Report {
  private static final String LIBRARY =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

  private Report() {}

  /**
   * @param folder where the run left summary.json, certificates.jsonl and collective.json
   * @param comparison weaker certificates of the same budgets, as in compare.json
   * @param arguments of the command line that made the run
   * @param file the report; replaced if it is there
   * @throws IOException if the files of the run cannot be read or the report cannot be written
   */
  public static void write(Path folder, JsonNode comparison, List<String> arguments, Path file)
      throws IOException {
    String html = render(RunFiles.read(folder, comparison), arguments);
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, html);
  }

  static String render(RunFiles run, List<String> arguments) throws IOException {
    Map<String, Object> page = new LinkedHashMap<>(new PageModel(run, arguments).values());
    page.put("library", resource(LIBRARY));
    page.put("style", resource("report.css"));
    page.put("script", resource("report.js"));
    StringWriter html = new StringWriter();
    try (InputStream in = open("report.mustache");
        Reader template = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      Mustache mustache = new DefaultMustacheFactory().compile(template, "report");
      mustache.execute(html, page);
    }
    return html.toString();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(String name) {
    InputStream in = Report.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(
          "The program lacks its part '%s'; build it again.".formatted(name));
    }
    return in;
  }
}
