package io.ringfence.cli.certify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.certificates.Distance;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.cli.input.Fingerprint;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.region.NoiseRange;
import io.ringfence.hosting.build.BuildInfo;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.smoothing.NativeModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a batch was about and how it went, for {@code summary.json} and for people.
 *
 * @param loading time to read everything and to find regions
 */
record Summary(
    Dataset dataset,
    ModelBundle bundle,
    BatchPlan plan,
    BatchResult result,
    Inputs inputs,
    Duration loading) {
  private static final int SHOWN = 24;

  /**
   * What was asked for, in the words of the command line.
   *
   * @param threads that smoothed on the CPU
   */
  record Inputs(
      String dataset,
      Path model,
      String regions,
      Optional<Path> ranks,
      NoiseRange additions,
      NoiseRange deletions,
      String targets,
      Device device,
      int threads) {}

  ObjectNode toJson() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    graph(root.putObject("graph"));
    model(root.putObject("model"));
    noise(root.putObject("noise"));
    root.put("targets", plan.targets().size());
    root.put("abstained", result.abstained());
    Accuracy accuracy = Accuracy.of(dataset, result);
    put(root, "cleanAccuracy", accuracy.clean());
    put(root, "smoothedAccuracy", accuracy.smoothed());
    root.put("samples", plan.samples());
    root.put("selectionSamples", plan.selectionSamples());
    root.put("alpha", plan.alpha());
    root.put("seed", plan.seed());
    root.put("classifier", plan.sampling().classifier().name());
    root.put("adaptive", plan.sampling().isAdaptive());
    root.put("meanSamples", result.meanSamples());
    root.put("device", inputs.device().name().toLowerCase(Locale.ROOT));
    root.put("threads", inputs.threads());
    timings(root.putObject("timings"));
    ObjectNode versions = root.putObject("versions");
    versions.put("ringfence", BuildInfo.current().version());
    versions.put("commit", BuildInfo.current().commit());
    versions.put("java", Runtime.version().toString());
    new ReceiptFields(plan).addTo(root);
    return root;
  }

  void print(PrintWriter to) {
    Accuracy accuracy = Accuracy.of(dataset, result);
    line(to, "%s", dataset);
    line(
        to,
        "%,d targets in %d regions, %,d abstained; accuracy clean %s, smoothed %s",
        plan.targets().size(),
        plan.schedule().regions(),
        result.abstained(),
        share(accuracy.clean()),
        share(accuracy.smoothed()));
    line(to, "");
    line(to, "%-20s  certified   share  naive  share  method", "budget");
    List<CollectiveCertificate> all = result.collective();
    for (CollectiveCertificate c : all.subList(0, Math.min(SHOWN, all.size()))) {
      line(
          to,
          "%-20s  %9d  %6.3f  %5d  %5.3f  %s",
          words(c.budget()),
          c.certified(),
          c.certifiedRatio(),
          c.naive(),
          (double) c.naive() / c.targets(),
          c.method().name().toLowerCase(Locale.ROOT));
    }
    if (all.size() > SHOWN) {
      line(to, "… and %d more in collective.json", all.size() - SHOWN);
    }
    to.flush();
  }

  private static String words(AttackBudget budget) {
    if (budget instanceof Budget bits) {
      return "add %d, delete %d".formatted(bits.additions(), bits.deletions());
    }
    return "distance %s".formatted(((Distance) budget).value());
  }

  private void graph(ObjectNode graph) {
    graph.put("dataset", inputs.dataset());
    graph.put("name", dataset.name());
    graph.put("fingerprint", Fingerprint.of(plan.graph()));
    graph.put("nodes", dataset.nodes());
    graph.put("edges", dataset.edges());
    graph.put("attributes", dataset.attributes().dimension());
    graph.put("classes", dataset.classes());
    graph.put("regions", plan.schedule().regions());
    graph.put("regionsFrom", inputs.regions());
    inputs.ranks().ifPresent(ranks -> graph.put("ranksFrom", ranks.toString()));
    graph.put("targetsFrom", inputs.targets());
  }

  private void model(ObjectNode model) {
    model.put("path", inputs.model().toString());
    model.put("fingerprint", bundle.fingerprint());
    model.put("classes", bundle.model().classes());
    if (bundle.model() instanceof NativeModel weights) {
      model.put("hidden", weights.hidden());
    }
  }

  private void noise(ObjectNode noise) {
    if (plan.schedule() instanceof RealNoiseSchedule real) {
      noise.put("kind", real.kind().name());
      ArrayNode rows = noise.putArray("scales");
      for (int c = 0; c < real.regions(); c++) {
        real.row(c).forEach(rows.addArray()::add);
      }
    } else {
      range(noise.putObject("additions"), inputs.additions());
      range(noise.putObject("deletions"), inputs.deletions());
    }
    noise.put("scheduleId", plan.schedule().fingerprint());
  }

  private static void range(ObjectNode node, NoiseRange range) {
    node.put("min", range.min());
    node.put("max", range.max());
  }

  private void timings(ObjectNode timings) {
    timings.put("loadingSeconds", seconds(loading));
    timings.put("smoothingSeconds", seconds(result.timings().smoothing()));
    timings.put("boundsSeconds", seconds(result.timings().bounds()));
    timings.put("collectiveSeconds", seconds(result.timings().collective()));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  private static void put(ObjectNode node, String key, OptionalDouble value) {
    value.ifPresent(present -> node.put(key, present));
  }

  private static String share(OptionalDouble value) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%.3f", value.getAsDouble())
        : "unknown (no labels)";
  }

  private static void line(PrintWriter to, String format, Object... values) {
    to.println(String.format(Locale.ROOT, format, values));
  }
}
