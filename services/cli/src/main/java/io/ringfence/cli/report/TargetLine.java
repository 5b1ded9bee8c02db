package io.ringfence.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One line of {@code certificates.jsonl}, as far as the report shows it.
 *
 * @param right whether the smoothed prediction is the label; empty without one
 * @param additions certified radius in added bits, or the certified distance
 * @param deletions certified radius in deleted bits, or the certified distance
 * @param samples noisy graphs behind the bound
 */
record TargetLine(
    int region,
    int degree,
    boolean certified,
    Optional<Boolean> right,
    double additions,
    double deletions,
    long samples) {
  static TargetLine of(JsonNode line) {
    JsonNode radii = line.path("radii");
    double distance = radii.path("distance").asDouble();
    return new TargetLine(
        line.path("region").asInt(),
        line.path("degree").asInt(),
        line.path("status").asText().equals("CERTIFIED"),
        line.hasNonNull("label")
            ? Optional.of(line.get("label").asInt() == line.path("predictedClass").asInt())
            : Optional.empty(),
        radii.path("additions").asDouble(distance),
        radii.path("deletions").asDouble(distance),
        line.path("samples").asLong());
  }
}
