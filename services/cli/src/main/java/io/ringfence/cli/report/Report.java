package io.ringfence.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the report of a run. */
public final class Report {
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
    return new Page(Report.class, "report.mustache", "report.js")
        .render(new PageModel(run, arguments).values());
  }
}
