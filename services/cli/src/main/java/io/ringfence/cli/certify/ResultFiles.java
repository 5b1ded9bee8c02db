package io.ringfence.cli.certify;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.CertifiedRadius;
import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.certificates.Distance;
import io.ringfence.certificates.Radii;
import io.ringfence.certificates.ScoreBound;
import io.ringfence.certificates.VoteBound;
import io.ringfence.graph.dataset.Dataset;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes what a batch found: {@code summary.json}, {@code certificates.jsonl} (a line per target),
 * {@code collective.json} (an entry per budget) and their digests in {@code SHA256SUMS}. Together
 * they are a receipt that {@code ringfence verify} rechecks. Files of these names are replaced.
 */
final class ResultFiles {
  private static final List<String> DIGESTED =
      List.of("certificates.jsonl", "collective.json", "summary.json");

  private final ObjectMapper json = new ObjectMapper();
  private final Path folder;

  /**
   * @throws IOException if the folder is not there and cannot be made
   */
  ResultFiles(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  void write(Dataset dataset, BatchResult result, ObjectNode summary) throws IOException {
    pretty("summary.json", summary);
    pretty("collective.json", collective(result));
    try (BufferedWriter lines = Files.newBufferedWriter(folder.resolve("certificates.jsonl"))) {
      for (TargetCertificate certificate : result.certificates()) {
        lines.write(json.writeValueAsString(line(dataset, certificate)));
        lines.write('\n');
      }
    }
    digests();
  }

  /** As {@code sha256sum} writes them, so that it can check them, too. */
  private void digests() throws IOException {
    StringBuilder sums = new StringBuilder();
    for (String name : DIGESTED) {
      sums.append(sha256(folder.resolve(name))).append("  ").append(name).append('\n');
    }
    Files.writeString(folder.resolve("SHA256SUMS"), sums);
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256, which every one must have.", e);
    }
  }

  /** Writes {@code compare.json}. */
  void write(ObjectNode comparison) throws IOException {
    pretty("compare.json", comparison);
  }

  private void pretty(String name, Object content) throws IOException {
    Files.writeString(
        folder.resolve(name),
        json.writer(new DefaultPrettyPrinter()).writeValueAsString(content) + "\n");
  }

  private ObjectNode line(Dataset dataset, TargetCertificate certificate) {
    ObjectNode line = json.createObjectNode();
    line.put("nodeId", dataset.nodeId(certificate.index()));
    line.put("index", certificate.index());
    line.put("region", certificate.region());
    line.put("degree", dataset.adjacency().count(certificate.index()));
    line.put("predictedClass", certificate.bound().predictedClass());
    dataset.label(certificate.index()).ifPresent(label -> line.put("label", label));
    if (certificate.bound() instanceof VoteBound votes) {
      line.put("votes", votes.votes());
    }
    line.put("samples", certificate.bound().samples());
    line.put("failureProbability", certificate.bound().failureProbability());
    line.put("lowerBound", certificate.bound().lowerBound());
    if (certificate.bound() instanceof ScoreBound scores) {
      scores
          .oneMean()
          .ifPresent(
              row ->
                  line.putObject("oneMean")
                      .put("slope", row.t())
                      .put("centre", row.m())
                      .put("lowerBound", row.lowerBound()));
    }
    line.put("status", certificate.status().name());
    radii(line.putObject("radii"), certificate.radii());
    return line;
  }

  private static void radii(ObjectNode node, CertifiedRadius radius) {
    if (radius instanceof Radii bits) {
      node.put("additions", bits.additions());
      node.put("deletions", bits.deletions());
    } else if (radius instanceof Distance distance) {
      node.put("distance", distance.value());
    }
  }

  private static void budget(ObjectNode node, AttackBudget budget) {
    if (budget instanceof Budget bits) {
      node.put("additions", bits.additions());
      node.put("deletions", bits.deletions());
    } else if (budget instanceof Distance distance) {
      node.put("distance", distance.value());
    }
  }

  private ArrayNode collective(BatchResult result) {
    ArrayNode entries = json.createArrayNode();
    for (CollectiveCertificate certificate : result.collective()) {
      ObjectNode entry = entries.addObject();
      budget(entry, certificate.budget());
      entry.put("targets", certificate.targets());
      entry.put("abstained", certificate.abstaining());
      entry.put("certified", certificate.certified());
      entry.put("naive", certificate.naive());
      entry.put("method", certificate.method().name());
      entry.put("bound", certificate.bound());
      entry.put("searchNodes", certificate.searchNodes());
    }
    return entries;
  }
}
