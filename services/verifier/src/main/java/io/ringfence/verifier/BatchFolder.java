package io.ringfence.verifier;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ringfence.verifier.CellRules.Cell;
import io.ringfence.verifier.Fields.MissingFieldException;
import io.ringfence.verifier.Recount.Budget;
import io.ringfence.verifier.recomputation.Displacement;
import io.ringfence.verifier.recomputation.FailureShare;
import io.ringfence.verifier.recomputation.Level;
import io.ringfence.verifier.recomputation.Schedule;
import io.ringfence.verifier.recomputation.WorstPlace;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Rechecks what {@code ringfence certify} leaves in a folder. */
final class BatchFolder {
  static final String SUMMARY = "summary.json";
  static final String CERTIFICATES = "certificates.jsonl";
  static final String COLLECTIVE = "collective.json";
  static final Set<String> FILES = Set.of(SUMMARY, CERTIFICATES, COLLECTIVE, FileDigests.NAME);

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path folder;
  private final Ledger ledger;
  private final VoteRules votes;
  private final Steps steps;
  private final double effort;

  BatchFolder(Path folder, Ledger ledger, double effort, Steps steps) {
    this.folder = folder;
    this.ledger = ledger;
    this.votes = new VoteRules(ledger);
    this.steps = steps;
    this.effort = effort;
  }

  void verify() throws IOException {
    new FileDigests(folder, ledger).verify();
    try {
      JsonNode summary = read(SUMMARY);
      String classifier = Fields.text(summary, "/classifier");
      if (!classifier.equals("VOTES")) {
        ledger.gap(
            Check.RECORD, "classifier " + classifier + ": sums of scores are not in the record");
        return;
      }
      new Batch(summary).verify();
    } catch (MissingFieldException e) {
      ledger.gap(Check.RECORD, "%s: %s".formatted(folder.getFileName(), e.getMessage()));
    } catch (JsonProcessingException e) {
      ledger.judge(Check.RECORD, false, folder.toString(), "JSON", e.getOriginalMessage(), "JSON");
    }
  }

  private JsonNode read(String name) throws IOException {
    return JSON.readTree(Files.readString(folder.resolve(name)));
  }

  /** One run, of which the summary is known. */
  private final class Batch {
    private final JsonNode summary;
    private final Schedule schedule;
    private final WorstPlace worst;
    private final long targets;
    private final long samples;
    private final long radiusCap;
    private final FailureShare share;
    private final Map<Integer, List<Double>> lowerBounds = new HashMap<>();
    private final List<Long> targetsOf;
    private long abstained;
    private long labelled;
    private long correct;
    private long lines;

    Batch(JsonNode summary) throws MissingFieldException {
      this.summary = summary;
      schedule = schedule(summary);
      worst = new WorstPlace(schedule);
      targets = Math.max(1, Fields.count(summary, "/targets"));
      samples = Fields.whole(summary, "/samples");
      radiusCap = Fields.count(summary, "/radiusCap");
      share = FailureShare.of(Fields.real(summary, "/alpha")).amongNodes(targets);
      targetsOf = new ArrayList<>(Collections.nCopies(schedule.regions(), 0L));
    }

    void verify() throws IOException, MissingFieldException {
      ledger.judge(
          Check.SCHEDULE,
          schedule.fingerprint().equals(Fields.text(summary, "/noise/scheduleId")),
          SUMMARY,
          "noise.scheduleId",
          Fields.text(summary, "/noise/scheduleId"),
          schedule.fingerprint());
      range("additions", true);
      range("deletions", false);
      try (BufferedReader reader = Files.newBufferedReader(folder.resolve(CERTIFICATES))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          steps.done(line.length() + 1L);
          node(line);
        }
      }
      counts();
      cells();
    }

    /** The smallest and largest level are those that were asked for. */
    private void range(String name, boolean additions) throws MissingFieldException {
      TreeSet<Long> seen = new TreeSet<>();
      schedule.rows().stream()
          .flatMap(List::stream)
          .forEach(level -> seen.add(additions ? level.addition() : level.deletion()));
      end("noise." + name + ".min", "/noise/" + name + "/min", seen.first());
      if (schedule.regions() > 1) {
        end("noise." + name + ".max", "/noise/" + name + "/max", seen.last());
      }
    }

    private void end(String field, String pointer, long threshold) throws MissingFieldException {
      double written = Fields.real(summary, pointer);
      ledger.judge(
          Check.SCHEDULE,
          Math.round(written * Level.ONE) == threshold,
          SUMMARY,
          field,
          written,
          (double) threshold / Level.ONE);
    }

    private void node(String line) throws IOException {
      lines++;
      String where = CERTIFICATES + " line " + lines;
      try {
        node(where, JSON.readTree(line));
      } catch (MissingFieldException e) {
        ledger.gap(Check.RECORD, CERTIFICATES + ": " + e.getMessage());
      } catch (JsonProcessingException e) {
        ledger.judge(Check.RECORD, false, where, "JSON", e.getOriginalMessage(), "JSON");
      }
    }

    private void node(String at, JsonNode line) throws MissingFieldException {
      String where = at + " node " + Fields.text(line, "/nodeId");
      long count = Fields.whole(line, "/votes");
      double failure = Fields.real(line, "/failureProbability");
      double bound = Fields.real(line, "/lowerBound");
      int region = Fields.count(line, "/region");
      long used = Fields.whole(line, "/samples");
      ledger.judge(Check.RECORD, used == samples, where, "samples", used, samples);
      boolean known = region < schedule.regions();
      ledger.judge(Check.RECORD, known, where, "region", region, "below " + schedule.regions());
      classes(where, line);
      if (!votes.counts(where, count, used, failure, bound) || !known) {
        return;
      }
      targetsOf.set(region, targetsOf.get(region) + 1);
      boolean certified = Fields.text(line, "/status").equals("CERTIFIED");
      votes.failureProbability(where, failure, share);
      votes.lowerBound(where, "lowerBound", count, used, failure, bound);
      votes.status(where, certified, bound);
      votes.radii(
          where,
          worst,
          new VoteRules.Node(region, Displacement.none(schedule.regions()), bound),
          Fields.whole(line, "/radii/additions"),
          Fields.whole(line, "/radii/deletions"),
          radiusCap);
      if (bound > 0.5) {
        lowerBounds.computeIfAbsent(region, c -> new ArrayList<>()).add(bound);
      } else {
        abstained++;
      }
    }

    private void classes(String where, JsonNode line) throws MissingFieldException {
      int classes = Fields.count(summary, "/model/classes");
      int predicted = Fields.count(line, "/predictedClass");
      ledger.judge(
          Check.RECORD,
          predicted < classes,
          where,
          "predictedClass",
          predicted,
          "below " + classes);
      if (line.has("label")) {
        labelled++;
        correct += Fields.count(line, "/label") == predicted ? 1 : 0;
      }
    }

    private void counts() throws MissingFieldException {
      count("targets", targets, lines);
      count("abstained", Fields.whole(summary, "/abstained"), abstained);
      count("graph.regions", Fields.whole(summary, "/graph/regions"), schedule.regions());
      if (summary.has("smoothedAccuracy") && labelled > 0) {
        double accuracy = (double) correct / labelled;
        ledger.judge(
            Check.COUNT,
            Math.abs(Fields.real(summary, "/smoothedAccuracy") - accuracy) < 1e-12,
            SUMMARY,
            "smoothedAccuracy",
            summary.get("smoothedAccuracy"),
            accuracy);
      }
      long nodes = 0;
      for (int c = 0; c < schedule.regions(); c++) {
        String region = "/regions/" + c;
        long bits =
            Fields.whole(summary, region + "/nodes") * Fields.whole(summary, "/graph/attributes");
        long zeros = Fields.whole(summary, region + "/zeros");
        count("regions[%d].zeros".formatted(c), zeros, bits - ones(c));
        count("regions[%d].targets".formatted(c), targets(c), targetsOf.get(c));
        nodes += Fields.whole(summary, region + "/nodes");
      }
      count("graph.nodes", Fields.whole(summary, "/graph/nodes"), nodes);
    }

    private long ones(int region) throws MissingFieldException {
      return Fields.whole(summary, "/regions/" + region + "/ones");
    }

    private long targets(int region) throws MissingFieldException {
      return Fields.whole(summary, "/regions/" + region + "/targets");
    }

    private void count(String field, long written, long counted) {
      ledger.judge(Check.COUNT, written == counted, SUMMARY, field, written, counted);
    }

    private void cells() throws IOException, MissingFieldException {
      List<Long> zeros = new ArrayList<>();
      List<Long> ones = new ArrayList<>();
      for (int c = 0; c < schedule.regions(); c++) {
        zeros.add(Fields.whole(summary, "/regions/" + c + "/zeros"));
        ones.add(ones(c));
      }
      Recount recount = new Recount(schedule, worst, lowerBounds, zeros, ones, effort);
      List<Cell> cells = new ArrayList<>();
      for (JsonNode entry : read(COLLECTIVE)) {
        cells.add(cell(entry));
      }
      recount.prepare(cells.stream().map(Cell::budget).toList());
      CellRules rules = new CellRules(ledger);
      rules.monotone(cells);
      for (Cell cell : cells) {
        rules.order(cell);
        rules.recounted(cell, recount);
      }
    }

    private Cell cell(JsonNode entry) throws MissingFieldException {
      Budget budget =
          new Budget(Fields.count(entry, "/additions"), Fields.count(entry, "/deletions"));
      String where =
          "%s budget %d,%d".formatted(COLLECTIVE, budget.additions(), budget.deletions());
      long of = Fields.whole(entry, "/targets");
      long without = Fields.whole(entry, "/abstained");
      long certified = Fields.whole(entry, "/certified");
      ledger.judge(Check.COUNT, of == lines, where, "targets", of, lines);
      ledger.judge(Check.COUNT, without == abstained, where, "abstained", without, abstained);
      double bound = Fields.real(entry, "/bound");
      ledger.judge(
          Check.ARITHMETIC,
          (long) Math.floor(bound) == of - without - certified,
          where,
          "bound",
          bound,
          of - without - certified);
      String method = Fields.text(entry, "/method");
      boolean exact = method.equals("EXACT");
      if (exact || method.equals("NAIVE")) {
        ledger.judge(
            Check.ARITHMETIC, bound == Math.rint(bound), where, "bound", bound, "a whole number");
      }
      return new Cell(
          where,
          budget,
          of,
          lines - abstained,
          certified,
          Fields.whole(entry, "/naive"),
          exact,
          true);
    }
  }

  private static Schedule schedule(JsonNode summary) throws MissingFieldException {
    List<List<Level>> rows = new ArrayList<>();
    JsonNode additions = summary.at("/noise/additionThresholds");
    if (additions.isEmpty() || additions.get(0).size() != additions.size()) {
      throw new MissingFieldException("/noise/additionThresholds", "square matrix");
    }
    for (int c = 0; c < additions.size(); c++) {
      List<Level> row = new ArrayList<>();
      for (int j = 0; j < additions.size(); j++) {
        String at = "/" + c + "/" + j;
        row.add(
            level(
                Fields.whole(summary, "/noise/additionThresholds" + at),
                Fields.whole(summary, "/noise/deletionThresholds" + at)));
      }
      rows.add(row);
    }
    return new Schedule(rows);
  }

  private static Level level(long addition, long deletion) throws MissingFieldException {
    if (addition < 0 || addition > Level.ONE || deletion < 0 || deletion > Level.ONE) {
      throw new MissingFieldException("/noise", "threshold from 0 to 2^32");
    }
    return new Level(addition, deletion);
  }
}
