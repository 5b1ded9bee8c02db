package io.ringfence.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run of {@code certify} left behind.
 *
 * @param summary {@code summary.json}
 * @param targets the lines of {@code certificates.jsonl}
 * @param collective {@code collective.json}
 * @param comparison weaker certificates of the same budgets, as in {@code compare.json}
 */
record RunFiles(
    JsonNode summary, List<TargetLine> targets, JsonNode collective, JsonNode comparison) {
  RunFiles {
    targets = List.copyOf(targets);
  }

  static RunFiles read(Path folder, JsonNode comparison) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<TargetLine> targets = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("certificates.jsonl"))) {
      targets.add(TargetLine.of(json.readTree(line)));
    }
    return new RunFiles(
        json.readTree(folder.resolve("summary.json").toFile()),
        targets,
        json.readTree(folder.resolve("collective.json").toFile()),
        comparison);
  }

  /** Whether budgets and radii are distances rather than counts of bits. */
  boolean distances() {
    return collective.size() > 0 && collective.get(0).has("distance");
  }
}
