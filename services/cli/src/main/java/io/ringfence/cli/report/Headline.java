package io.ringfence.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The run in one sentence, at the hardest budget at which more than half is certified. */
final class Headline {
  private final RunFiles run;

  Headline(RunFiles run) {
    this.run = run;
  }

  String text() {
    return best().map(this::sentence).orElse("No budget was asked for");
  }

  String promise() {
    return "With confidence %s this holds of all predictions at once, wherever in the graph the changes are made. It says that predictions stay, not that they are right."
        .formatted(PageModel.percent(1 - run.summary().path("alpha").asDouble()));
  }

  private String sentence(JsonNode entry) {
    return "%s leaves %s of %s predictions provably in place"
        .formatted(
            adversary(entry),
            PageModel.percent(share(entry)),
            PageModel.count(entry.path("targets").asLong()));
  }

  private static String adversary(JsonNode entry) {
    if (entry.has("distance")) {
      return "Moving the attributes by any distance of " + entry.get("distance").asText();
    }
    int additions = entry.path("additions").asInt();
    int deletions = entry.path("deletions").asInt();
    if (additions == 0) {
      return "Deleting any %s".formatted(attributes(deletions));
    }
    return deletions == 0
        ? "Adding any %s".formatted(attributes(additions))
        : "Adding any %s and deleting any %d".formatted(attributes(additions), deletions);
  }

  private static String attributes(int count) {
    return count == 1 ? "one attribute" : count + " attributes";
  }

  private Optional<JsonNode> best() {
    Comparator<JsonNode> hardest =
        Comparator.<JsonNode>comparingDouble(e -> e.path("distance").asDouble())
            .thenComparingInt(e -> e.path("additions").asInt() == 0 ? 1 : 0)
            .thenComparingInt(e -> e.path("deletions").asInt());
    return StreamSupport.stream(run.collective().spliterator(), false)
        .filter(e -> share(e) > 0.5)
        .max(hardest)
        .or(
            () ->
                StreamSupport.stream(run.collective().spliterator(), false)
                    .max(Comparator.comparingDouble(Headline::share)));
  }

  private static double share(JsonNode entry) {
    return entry.path("certified").asDouble() / Math.max(1, entry.path("targets").asLong());
  }
}
