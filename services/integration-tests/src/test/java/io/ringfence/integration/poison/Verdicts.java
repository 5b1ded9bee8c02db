package io.ringfence.integration.poison;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.integration.committed.ChangelogGraphs;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Holds what became of every record against what the judge says must become of it. */
final class Verdicts {

  private static final String OWN_HEADERS = "ringfence-";
  private static final int LONGEST_MESSAGE = 1_000;

  private final long seed;
  private final Map<Place, PoisonCase> cases;
  private final Judge judge = new Judge();
  private final Map<Place, Set<String>> reasons = new HashMap<>();
  private final Map<Place, ConsumerRecord<byte[], byte[]>> refused = new HashMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private int taken;

  Verdicts(long seed, Map<Place, PoisonCase> cases) {
    this.seed = seed;
    this.cases = cases;
  }

  /**
   * @param input all records of the input, in each partition in their order
   */
  void judge(List<ConsumerRecord<byte[], byte[]>> input) {
    assertThat(input).hasSize(cases.size());
    for (ConsumerRecord<byte[], byte[]> record : input) {
      Place place = new Place(record.partition(), record.offset());
      PoisonCase poison = Objects.requireNonNull(cases.get(place), () -> place + " was not sent");
      Set<String> verdict = judge.judge(record);
      poison
          .fate()
          .ifPresent(
              fate ->
                  assertThat(fate.isEmpty() ? verdict.isEmpty() : verdict.containsAll(fate))
                      .as("judged %s, made to be %s: %s", verdict, fate, shown(place))
                      .isTrue());
      if (verdict.isEmpty()) {
        taken++;
      } else {
        reasons.put(place, poison.fate().orElse(verdict));
        refused.put(place, record);
      }
    }
  }

  /**
   * @param letters all dead letters
   */
  void read(List<ConsumerRecord<byte[], byte[]>> letters) {
    Set<Place> found = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> letter : letters) {
      Place place =
          new Place(
              Integer.parseInt(header(letter, "ringfence-partition")),
              Long.parseLong(header(letter, "ringfence-offset")));
      assertThat(found.add(place)).as("one letter of %s", shown(place)).isTrue();
      assertThat(reasons)
          .as("valid, but a dead letter: %s: %s", header(letter, "ringfence-message"), shown(place))
          .containsKey(place);
      check(letter, place);
    }
    reasons
        .keySet()
        .forEach(
            place ->
                assertThat(found)
                    .as("must be refused for %s: %s", reasons.get(place), shown(place))
                    .contains(place));
  }

  private void check(ConsumerRecord<byte[], byte[]> letter, Place place) {
    ConsumerRecord<byte[], byte[]> original = Objects.requireNonNull(refused.get(place));
    String reason = header(letter, "ringfence-reason");
    counts.merge(reason, 1, Integer::sum);
    assertThat(reasons.get(place)).as(shown(place)).contains(reason);
    assertThat(header(letter, "ringfence-message"))
        .as(shown(place))
        .isNotBlank()
        .hasSizeLessThan(LONGEST_MESSAGE);
    assertThat(header(letter, "ringfence-topic")).isEqualTo(original.topic());
    assertThat(header(letter, "ringfence-timestamp"))
        .isEqualTo(String.valueOf(original.timestamp()));
    assertThat(letter.key()).as(shown(place)).isEqualTo(original.key());
    assertThat(letter.value()).as(shown(place)).isEqualTo(original.value());
    assertThat(foreignHeaders(letter)).as(shown(place)).isEqualTo(foreignHeaders(original));
  }

  private static List<Header> foreignHeaders(ConsumerRecord<byte[], byte[]> record) {
    return StreamSupport.stream(record.headers().spliterator(), false)
        .filter(header -> !header.key().startsWith(OWN_HEADERS))
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  int taken() {
    return taken;
  }

  int refused() {
    return reasons.size();
  }

  /** The graphs that must have come of it, without those that are empty. */
  Map<String, ChangelogGraphs.Content> graphs() {
    Map<String, ChangelogGraphs.Content> graphs = new TreeMap<>();
    judge
        .graphs()
        .forEach(
            (id, graph) -> {
              if (!graph.nodes().isEmpty()) {
                graphs.put(id, new ChangelogGraphs.Content(graph.nodes(), graph.edges()));
              }
            });
    return graphs;
  }

  private String shown(Place place) {
    PoisonCase poison = cases.get(place);
    return "seed %d, %s, %s".formatted(seed, place, poison == null ? "not sent" : poison.shown());
  }

  String line() {
    return "Poison, seed %d: %d records, %d taken, %d refused %s"
        .formatted(seed, cases.size(), taken, refused(), counts);
  }
}
