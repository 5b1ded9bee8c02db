package io.ringfence.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README's commands do what it says; only sizes and ports are others. */
class ReadmeIT {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final String LAUNCHER = "./ringfence ";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern BLOCK =
      Pattern.compile("^```sh\\R(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

  /** Lines of the shell blocks that begin so, without remarks. */
  private static Stream<String> lines(String beginning) throws IOException {
    return BLOCK
        .matcher(Files.readString(HOME.resolve("README.md"), UTF_8))
        .results()
        .flatMap(block -> block.group(1).lines())
        .filter(line -> line.startsWith(beginning))
        .map(line -> line.replaceFirst("\\s+#.*", ""));
  }

  /** Commands that call the program. */
  private static Stream<String> lines() throws IOException {
    return lines(LAUNCHER).map(line -> line.substring(LAUNCHER.length()));
  }

  private static Stream<String> commands() throws IOException {
    return Stream.concat(lines().map(line -> line.split(" ")[0]), Stream.of("help")).distinct();
  }

  /** Words of the one line for a command, with other values here and there. */
  private static String[] words(String command, Map<String, String> changes) throws IOException {
    List<String> found = lines().filter(line -> line.startsWith(command + " ")).toList();
    assertThat(found).as("lines for " + command).hasSize(1);
    String line = found.get(0);
    for (Map.Entry<String, String> change : changes.entrySet()) {
      assertThat(line).contains(change.getKey());
      line = line.replace(change.getKey(), change.getValue());
    }
    return line.split(" ");
  }

  @Test
  void theDemoTellsItsStory(@TempDir Path folder) throws IOException {
    String[] demo = words("demo", Map.of("--seconds 60", "--seconds 20 --port 0"));

    try (Program program = Program.run(folder, demo)) {
      assertThat(program.code()).as(program.output()).isZero();
      Matcher totals =
          Pattern.compile("(\\d+) updates, (\\d+) certificates, (\\d+) revocations, 0 dead letters")
              .matcher(program.output());
      assertThat(totals.find()).as(program.output()).isTrue();
      assertThat(Stream.of(1, 2, 3).map(totals::group).map(Integer::valueOf))
          .allMatch(count -> count > 0);
      assertThat(program.output()).contains("ATTACK.", "predictions provably stay", "is CERTIFIED");
    }
  }

  @Test
  void theMonitorAnswersWhatIsAsked(@TempDir Path folder) throws IOException {
    List<Curl> asked = lines("curl ").map(Curl::of).toList();
    assertThat(asked).hasSizeGreaterThanOrEqualTo(6);
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/curl")),
        "/usr/bin/curl is needed to run what the README shows.");

    try (Program demo =
        Program.start(
            folder, words("demo", Map.of("--seconds 60", "--stay --port 0 --monitor-port 0")))) {
      Pattern monitor = Pattern.compile("Monitor: http://[^:]+:(\\d+)");
      demo.awaitThat(PATIENCE, () -> monitor.matcher(demo.output()).find());
      Matcher found = monitor.matcher(demo.output());
      assertThat(found.find()).isTrue();
      for (Curl curl : asked) {
        String port = found.group(1);
        demo.awaitThat(PATIENCE, () -> curl.answer(folder, port).contains(curl.shows()));
        assertThat(curl.status(folder, port)).as(curl.line()).isEqualTo("200");
        assertThat(curl.answer(folder, port))
            .as(curl.line())
            .contains(curl.mediaType())
            .contains(curl.shows());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelp(String command, @TempDir Path folder) {
    try (Program program = Program.run(folder, command, "--help")) {
      assertThat(program.code()).as(program.output()).isZero();
      assertThat(program.output()).contains("Usage: ringfence " + command);
    }
  }

  @Test
  void onesOwnGraphIsServedAndCertified(@TempDir Path folder) throws IOException {
    String port = String.valueOf(freePort());
    Map<String, String> smaller = Map.of("generated:1000", "generated:200");
    succeed(folder, words("train", smaller));
    Files.writeString(
        folder.resolve("ringfence.yaml"),
        Files.readString(HOME.resolve("deploy/ringfence.example.yaml"), UTF_8)
            .replace("9092", port)
            .replace("port: 8080", "port: 0"));

    try (Program server = Program.start(folder, words("serve", Map.of("9092", port)))) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> !server.runs() || server.output().contains("Certifying"));
      assertThat(server.runs()).as(server.output()).isTrue();
      succeed(folder, words("replay", Map.of("generated:1000", "generated:200", "9092", port)));
      awaitCertified(server, "localhost:" + port);
    }

    succeed(folder, words("certify", Map.of("DATASET", "generated:200", "BUNDLE", "models/demo")));
    assertThat(folder.resolve("result"))
        .isDirectoryContaining("glob:**summary.json")
        .isDirectoryContaining("glob:**certificates.jsonl")
        .isDirectoryContaining("glob:**collective.json");
  }

  private static void succeed(Path folder, String... arguments) {
    try (Program program = Program.run(folder, arguments)) {
      assertThat(program.code()).as(program.output()).isZero();
    }
  }

  private static void awaitCertified(Program server, String bootstrapServers) {
    List<String> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "group.id", "newcomer",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of("node-certificates"));
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofMillis(200))) {
                  records.add(String.valueOf(found.value()));
                }
                assertThat(records)
                    .as(server.output())
                    .anyMatch(record -> record.contains("\"status\":\"CERTIFIED\""));
              });
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
