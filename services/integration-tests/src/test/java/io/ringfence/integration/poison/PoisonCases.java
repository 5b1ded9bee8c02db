package io.ringfence.integration.poison;

import com.google.protobuf.ByteString;
import io.ringfence.schemas.Encoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes the records, each from a seed of its own. */
final class PoisonCases {

  /** Graphs that get all kinds of records. */
  static final List<String> GRAPHS =
      List.of("papers", "g1", "a/b %2F", "ü名", "%", "/", " ", "k".repeat(256));

  /** Graphs that get good records and those that are known to be bad. */
  private static final List<String> CLEAN = List.of("clean-1", "clean-2", "clean/3 %");

  /** Where the golden samples are, from this module's folder. */
  private static final Path GOLDEN = Path.of("../../schemas/src/test/resources/golden");

  private static final int LONG_TRACE = 1_048_200;

  private final String topic;
  private final long seed;
  private final List<Sample> golden;

  private record Sample(String name, ByteString bytes) {
    boolean isJson() {
      return name.endsWith(".json");
    }
  }

  PoisonCases(String topic, long seed) throws IOException {
    this.topic = topic;
    this.seed = seed;
    try (Stream<Path> files = Files.list(GOLDEN)) {
      golden = files.sorted().map(PoisonCases::sample).toList();
    }
  }

  private static Sample sample(Path file) {
    try {
      return new Sample(
          file.getFileName().toString().toLowerCase(Locale.ROOT),
          ByteString.copyFrom(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PoisonCase number(int number) {
    Dice dice = new Dice(seed * 1_000_003 + number);
    return switch (dice.below(20)) {
      case 0, 1 -> good(number, dice);
      case 2, 3 -> knownBad(number, dice);
      case 4, 5, 6 -> judged(number, "a random update", plain(dice, dice.any(GRAPHS)));
      case 7, 8, 9, 10, 11 -> mutated(number, dice, update(dice), "an update");
      case 12, 13, 14, 15 -> mutated(number, dice, dice.any(golden), "a golden sample");
      case 16, 17, 18 -> enveloped(number, dice);
      default ->
          judged(
              number,
              "noise",
              Envelope.odd(dice, topic, dice.any(GRAPHS), dice.bytes(dice.below(300))));
    };
  }

  private PoisonCase good(int number, Dice dice) {
    Encoding encoding = dice.any(List.of(Encoding.values()));
    ProducerRecord<byte[], byte[]> record =
        Envelope.right(
            topic,
            dice.any(CLEAN),
            encoding.encode(ValidUpdates.put(dice)),
            dice.onceIn(2) ? Optional.of(encoding) : Optional.empty());
    boolean traced = dice.onceIn(100);
    if (traced) {
      record.headers().add("traceparent", dice.bytes(LONG_TRACE));
    }
    return new PoisonCase(
        number, traced ? "good, with a long trace" : "good", Optional.of(Set.of()), record);
  }

  private PoisonCase knownBad(int number, Dice dice) {
    KnownBad bad = dice.any(List.of(KnownBad.values()));
    return new PoisonCase(
        number,
        "known to be bad",
        Optional.of(Set.of(bad.name())),
        bad.record(dice, topic, dice.any(CLEAN)));
  }

  private ProducerRecord<byte[], byte[]> plain(Dice dice, String graphId) {
    Encoding encoding = dice.any(List.of(Encoding.values()));
    return Envelope.right(
        topic, graphId, encoding.encode(ValidUpdates.any(dice, graphId)), Optional.of(encoding));
  }

  private static Sample update(Dice dice) {
    Encoding encoding = dice.any(List.of(Encoding.values()));
    return new Sample(
        encoding == Encoding.JSON ? "update.json" : "update.pb",
        ByteString.copyFrom(encoding.encode(ValidUpdates.any(dice, dice.any(GRAPHS)))));
  }

  private PoisonCase mutated(int number, Dice dice, Sample sample, String what) {
    byte[] bytes = sample.bytes().toByteArray();
    byte[] poison =
        sample.isJson() && !dice.onceIn(5)
            ? JsonPoison.of(dice, bytes)
            : BinaryPoison.of(dice, bytes);
    Optional<Encoding> told =
        dice.onceIn(3)
            ? Optional.empty()
            : Optional.of(sample.isJson() ? Encoding.JSON : Encoding.BINARY);
    return judged(
        number,
        "mutated from " + what + ", " + sample.name(),
        Envelope.right(topic, dice.any(GRAPHS), poison, told));
  }

  private PoisonCase enveloped(int number, Dice dice) {
    String graphId = dice.any(GRAPHS);
    ProducerRecord<byte[], byte[]> plain = plain(dice, graphId);
    return judged(
        number,
        "an odd envelope",
        Envelope.odd(dice, topic, graphId, dice.onceIn(12) ? null : plain.value()));
  }

  private static PoisonCase judged(int number, String kind, ProducerRecord<byte[], byte[]> record) {
    return new PoisonCase(number, kind, Optional.empty(), record);
  }
}
