package io.ringfence.cli.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run of {@code certify} claims.
 *
 * @param certificates of targets that did not abstain
 * @param collective one per budget of bits
 */
record CertifiedRun(JsonNode summary, List<Certificate> certificates, List<Collective> collective) {
  CertifiedRun {
    certificates = List.copyOf(certificates);
    collective = List.copyOf(collective);
  }

  /**
   * @param bound how many certified targets can fall at once, at most
   */
  record Collective(int additions, int deletions, int bound) {}

  /**
   * Reads the folder of a run.
   *
   * @throws IllegalArgumentException if the run is of a kind that is not attacked
   */
  static CertifiedRun read(Path folder) throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode summary = json.readTree(folder.resolve("summary.json").toFile());
    require(
        !summary.path("classifier").asText("VOTES").equals("SCORES"),
        "Run '%s' certifies mean scores; attack works on votes. Certify with votes.",
        folder);
    List<Certificate> certificates = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("certificates.jsonl"))) {
      JsonNode node = json.readTree(line);
      require(
          !node.path("radii").has("distance"),
          "Run '%s' certifies distances; attack flips bits. Certify a graph with binary attributes.",
          folder);
      if (node.path("status").asText().equals("CERTIFIED")) {
        certificates.add(Certificate.of(node));
      }
    }
    List<Collective> collective = new ArrayList<>();
    for (JsonNode entry : json.readTree(folder.resolve("collective.json").toFile())) {
      collective.add(
          new Collective(
              entry.path("additions").asInt(),
              entry.path("deletions").asInt(),
              entry.path("targets").asInt()
                  - entry.path("abstained").asInt()
                  - entry.path("certified").asInt()));
    }
    return new CertifiedRun(summary, certificates, collective);
  }

  String text(String pointer) {
    return summary.at(pointer).asText();
  }

  /** Refuses what was not certified. */
  void requireSame(String what, String pointer, String found) {
    String recorded = text(pointer);
    if (!recorded.equals(found)) {
      throw new IllegalArgumentException(
          "The %s has the fingerprint %s, the run was about %s; give what was certified, or certify anew."
              .formatted(what, found, recorded.isEmpty() ? "none (an older version)" : recorded));
    }
  }

  private static void require(boolean holds, String message, Path folder) {
    if (!holds) {
      throw new IllegalArgumentException(message.formatted(folder));
    }
  }
}
