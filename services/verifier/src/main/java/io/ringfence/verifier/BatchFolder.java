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
import io.ringfence.verifier.recomputation.Looks;
import io.ringfence.verifier.recomputation.RealDistance;
import io.ringfence.verifier.recomputation.RealLaw;
import io.ringfence.verifier.recomputation.RealSchedule;
import io.ringfence.verifier.recomputation.Schedule;
import io.ringfence.verifier.recomputation.WorstPlace;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
  private final ProofRules proofs;
  private final RadiusRules radii;
  private final Steps steps;
  private final double effort;

  BatchFolder(Path folder, Ledger ledger, double effort, Steps steps) {
    this.folder = folder;
    this.ledger = ledger;
    proofs = new ProofRules(ledger);
    radii = new RadiusRules(ledger);
    this.steps = steps;
    this.effort = effort;
  }

  void verify() throws IOException {
    new FileDigests(folder, ledger).verify();
    try {
      JsonNode summary = read(SUMMARY);
      new Batch(summary).verify();
    } catch (MissingFieldException e) {
      ledger.gap(Check.RECORD, "%s: %s".formatted(folder.getFileName(), e.getMessage()));
    } catch (JsonProcessingException e) {
      ledger.judge(Check.RECORD, false, folder.toString(), "JSON", e.getOriginalMessage(), "JSON");
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      ledger.judge(Check.RECORD, false, folder.toString(), "summary", message, "in range");
    }
  }

  private JsonNode read(String name) throws IOException {
    return JSON.readTree(Files.readString(folder.resolve(name)));
  }

  /** One run, of which the summary is known. */
  private final class Batch {
    private final JsonNode summary;
    private final Plan plan;
    private final boolean votes;
    private final long targets;
    private final long samples;
    private final Optional<Looks> looks;
    private final FailureShare share;
    private final List<RealRecount.Promised> promised = new ArrayList<>();
    private final List<Long> targetsOf;
    private long abstained;
    private long samplesUsed;
    private long labelled;
    private long correct;
    private long lines;

    Batch(JsonNode summary) throws MissingFieldException {
      this.summary = summary;
      plan = plan(summary);
      votes = Fields.text(summary, "/classifier").equals("VOTES");
      targets = Math.max(1, Fields.count(summary, "/targets"));
      samples = Fields.whole(summary, "/samples");
      looks =
          summary.at("/adaptive").asBoolean()
              ? Optional.of(Looks.upTo(Math.max(1, samples)))
              : Optional.empty();
      share = FailureShare.of(Fields.real(summary, "/alpha")).amongNodes(targets);
      targetsOf = new ArrayList<>(Collections.nCopies(plan.regions(), 0L));
    }

    void verify() throws IOException, MissingFieldException {
      ledger.judge(
          Check.SCHEDULE,
          plan.fingerprint().equals(Fields.text(summary, "/noise/scheduleId")),
          SUMMARY,
          "noise.scheduleId",
          Fields.text(summary, "/noise/scheduleId"),
          plan.fingerprint());
      if (plan instanceof Plan.OfBits bits) {
        range(bits.schedule(), "additions", true);
        range(bits.schedule(), "deletions", false);
      }
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
    private void range(Schedule schedule, String name, boolean additions)
        throws MissingFieldException {
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
      Proof proof = proof(line);
      int region = Fields.count(line, "/region");
      boolean planned = looks.isPresent() || proof.samples() == samples;
      ledger.judge(Check.RECORD, planned, where, "samples", proof.samples(), samples);
      boolean known = region < plan.regions();
      ledger.judge(Check.RECORD, known, where, "region", region, "below " + plan.regions());
      classes(where, line);
      if (!proofs.inRange(where, proof) || !known) {
        return;
      }
      samplesUsed += proof.samples();
      targetsOf.set(region, targetsOf.get(region) + 1);
      boolean certified = Fields.text(line, "/status").equals("CERTIFIED");
      proofs.failureProbability(where, proof, share, looks);
      proofs.bounds(where, proof);
      proofs.status(where, certified, proof);
      double distance = 0;
      if (plan instanceof Plan.OfBits bits) {
        radii.bits(
            where,
            bits,
            new RadiusRules.Node(region, Displacement.none(plan.regions()), proof, true),
            Fields.whole(line, "/radii/additions"),
            Fields.whole(line, "/radii/deletions"));
      } else if (plan instanceof Plan.OfReals reals) {
        distance = Fields.real(line, "/radii/distance");
        radii.distance(where, reals, region, proof, distance);
      }
      if (proof.abstains()) {
        abstained++;
      } else {
        promised.add(new RealRecount.Promised(region, proof.target(), distance));
      }
    }

    private Proof proof(JsonNode line) throws MissingFieldException {
      return new Proof(
          votes ? OptionalLong.of(Fields.whole(line, "/votes")) : OptionalLong.empty(),
          Fields.whole(line, "/samples"),
          Fields.real(line, "/failureProbability"),
          Fields.real(line, "/lowerBound"),
          Optional.empty(),
          line.has("oneMean")
              ? Optional.of(
                  new Proof.OneMean(
                      Fields.real(line, "/oneMean/slope"),
                      Fields.real(line, "/oneMean/centre"),
                      Fields.real(line, "/oneMean/lowerBound")))
              : Optional.empty());
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
      count("graph.regions", Fields.whole(summary, "/graph/regions"), plan.regions());
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
      if (summary.has("meanSamples") && lines > 0) {
        double mean = (double) samplesUsed / lines;
        ledger.judge(
            Check.COUNT,
            Math.abs(Fields.real(summary, "/meanSamples") - mean) < 1e-9 * mean,
            SUMMARY,
            "meanSamples",
            summary.get("meanSamples"),
            mean);
      }
      long nodes = 0;
      for (int c = 0; c < plan.regions(); c++) {
        String region = "/regions/" + c;
        if (plan instanceof Plan.OfBits) {
          long bits =
              Fields.whole(summary, region + "/nodes") * Fields.whole(summary, "/graph/attributes");
          long zeros = Fields.whole(summary, region + "/zeros");
          count("regions[%d].zeros".formatted(c), zeros, bits - ones(c));
        }
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
      List<Cell> cells = new ArrayList<>();
      for (JsonNode entry : read(COLLECTIVE)) {
        cells.add(cell(entry));
      }
      CellRules rules = new CellRules(ledger);
      Set<Budget> seen = new HashSet<>();
      rules.monotone(cells);
      for (Cell cell : cells) {
        ledger.judge(
            Check.RECORD, seen.add(cell.budget()), cell.where(), "budget", cell.budget(), "once");
        rules.order(cell);
      }
      if (plan instanceof Plan.OfBits bits) {
        Recount recount = recount(bits);
        recount.prepare(cells.stream().map(Cell::budget).toList());
        cells.forEach(cell -> rules.recounted(cell, recount, Optional.empty()));
      } else if (plan instanceof Plan.OfReals reals) {
        RealRecount recount = new RealRecount(reals, promised, effort / (cells.size() + 1));
        cells.forEach(cell -> rules.recounted(cell, recount));
      }
    }

    private Recount recount(Plan.OfBits bits) throws MissingFieldException {
      List<Long> zeros = new ArrayList<>();
      List<Long> ones = new ArrayList<>();
      for (int c = 0; c < plan.regions(); c++) {
        zeros.add(Fields.whole(summary, "/regions/" + c + "/zeros"));
        ones.add(ones(c));
      }
      Displacement none = Displacement.none(plan.regions());
      List<Recount.Promised> all =
          promised.stream().map(p -> new Recount.Promised(p.region(), none, p.target())).toList();
      return new Recount(bits.worst(), all, zeros, ones, effort);
    }

    private Cell cell(JsonNode entry) throws MissingFieldException {
      boolean bits = plan instanceof Plan.OfBits;
      Budget budget =
          bits
              ? new Budget(Fields.count(entry, "/additions"), Fields.count(entry, "/deletions"))
              : new Budget(0, 0, Fields.real(entry, "/distance"));
      String where =
          bits
              ? "%s budget %d,%d".formatted(COLLECTIVE, budget.additions(), budget.deletions())
              : "%s distance %s".formatted(COLLECTIVE, budget.distance());
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

  private static Plan plan(JsonNode summary) throws MissingFieldException {
    if (summary.at("/noise/kind").isMissingNode()) {
      Schedule schedule = schedule(summary);
      long radiusCap = Fields.count(summary, "/radiusCap");
      return new Plan.OfBits(schedule, new WorstPlace(schedule), radiusCap);
    }
    JsonNode scales = summary.at("/noise/scales");
    List<List<Double>> rows = new ArrayList<>();
    for (int c = 0; c < scales.size(); c++) {
      List<Double> row = new ArrayList<>();
      for (int j = 0; j < scales.size(); j++) {
        row.add(Fields.real(summary, "/noise/scales/" + c + "/" + j));
      }
      rows.add(row);
    }
    RealLaw law = RealLaw.valueOf(Fields.text(summary, "/noise/kind"));
    return new Plan.OfReals(new RealDistance(new RealSchedule(law, rows)));
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
            new Level(
                Fields.whole(summary, "/noise/additionThresholds" + at),
                Fields.whole(summary, "/noise/deletionThresholds" + at)));
      }
      rows.add(row);
    }
    return new Schedule(rows);
  }
}
