package io.ringfence.cli.attack;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A certificate to be attacked.
 *
 * @param index of the node in the graph
 * @param lowerBound on the probability of a vote for the class
 * @param majority whether the proof promises more than half of the votes; else only the lead
 */
record Certificate(
    String nodeId,
    int index,
    int region,
    int predictedClass,
    double lowerBound,
    int additions,
    int deletions,
    boolean majority) {
  static Certificate of(JsonNode line) {
    return new Certificate(
        line.path("nodeId").asText(),
        line.path("index").asInt(),
        line.path("region").asInt(),
        line.path("predictedClass").asInt(),
        line.path("lowerBound").asDouble(),
        line.at("/radii/additions").asInt(),
        line.at("/radii/deletions").asInt(),
        line.path("lowerBound").asDouble() > 0.5);
  }

  int radius(Flip.Kind kind) {
    return kind == Flip.Kind.ADDITION ? additions : deletions;
  }

  Judge.Claim claim() {
    return new Judge.Claim(index, predictedClass, majority);
  }
}
