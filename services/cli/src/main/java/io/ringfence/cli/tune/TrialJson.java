package io.ringfence.cli.tune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A trial as JSON and back, without loss. */
final class TrialJson {
  private TrialJson() {}

  static ObjectNode write(Trial trial) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("number", trial.number());
    node.put("regions", trial.combination().regions());
    node.put("noise", trial.combination().noise().words());
    node.put("samples", trial.rung().samples());
    node.put("selectionSamples", trial.rung().selection());
    Trial.Quality quality = trial.quality();
    quality.clean().ifPresent(share -> node.put("cleanAccuracy", share));
    quality.smoothed().ifPresent(share -> node.put("smoothedAccuracy", share));
    node.put("abstainedShare", quality.abstained());
    shares(node.putArray("certifiedShares"), quality.certified());
    shares(node.putArray("certifiedRightShares"), quality.right());
    node.put("seconds", trial.cost().seconds());
    node.put("cpuSeconds", trial.cost().cpuSeconds());
    node.put("targets", trial.cost().targets());
    return node;
  }

  /**
   * @throws IllegalArgumentException if it is not a trial of one of these combinations
   */
  static Trial read(JsonNode node, List<Combination> order) {
    int number = node.path("number").asInt(-1);
    require(number >= 0 && number < order.size());
    Combination combination = order.get(number);
    require(node.path("regions").asInt() == combination.regions());
    require(node.path("noise").asText().equals(combination.noise().words()));
    require(node.path("targets").asInt() > 0 && node.path("samples").asInt() > 0);
    return new Trial(
        number,
        combination,
        new Rung(node.path("samples").asInt(), node.path("selectionSamples").asInt()),
        new Trial.Quality(
            optional(node.path("cleanAccuracy")),
            optional(node.path("smoothedAccuracy")),
            node.path("abstainedShare").asDouble(),
            list(node.path("certifiedShares")),
            list(node.path("certifiedRightShares"))),
        new Trial.Cost(
            node.path("seconds").asDouble(),
            node.path("cpuSeconds").asDouble(),
            node.path("targets").asInt()));
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("Not a trial of this run.");
    }
  }

  private static void shares(ArrayNode array, List<Double> shares) {
    shares.forEach(array::add);
  }

  private static List<Double> list(JsonNode array) {
    List<Double> list = new ArrayList<>();
    array.forEach(value -> list.add(value.asDouble()));
    return list;
  }

  private static OptionalDouble optional(JsonNode value) {
    return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
  }
}
