package io.ringfence.cli.tune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finished trials in {@code trials.jsonl}: first a line with the inputs, then a line per trial. A
 * last line that a crash cut short is dropped. For one process at a time.
 */
final class TrialLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final List<Trial> trials = new ArrayList<>();

  private TrialLog(Path file) {
    this.file = file;
  }

  /**
   * Goes on with the trials of a folder, or begins.
   *
   * @param inputs whatever decides what trials find, by name
   * @param order the combinations, by number
   * @throws IllegalArgumentException if the trials there are of other inputs, or damaged
   */
  static TrialLog open(Path folder, Map<String, String> inputs, List<Combination> order)
      throws IOException {
    Path file = Files.createDirectories(folder).resolve("trials.jsonl");
    TrialLog log = new TrialLog(file);
    String text = Files.exists(file) ? Files.readString(file) : "";
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    if (whole.isEmpty()) {
      ObjectNode head = JSON.createObjectNode();
      head.set("inputs", JSON.valueToTree(inputs));
      Files.writeString(file, JSON.writeValueAsString(head) + "\n");
      return log;
    }
    log.read(whole.lines().toList(), inputs, order);
    if (whole.length() < text.length()) {
      Files.writeString(file, whole);
    }
    return log;
  }

  List<Trial> trials() {
    return List.copyOf(trials);
  }

  Optional<Trial> find(int number, Rung rung) {
    return trials.stream().filter(t -> t.number() == number && t.rung().equals(rung)).findFirst();
  }

  void append(Trial trial) throws IOException {
    byte[] line =
        (JSON.writeValueAsString(TrialJson.write(trial)) + "\n").getBytes(StandardCharsets.UTF_8);
    Files.write(file, line, StandardOpenOption.APPEND);
    trials.add(trial);
  }

  private void read(List<String> lines, Map<String, String> inputs, List<Combination> order) {
    requireSame(parse(lines.get(0), 1).path("inputs"), inputs);
    for (int i = 1; i < lines.size(); i++) {
      JsonNode line = parse(lines.get(i), i + 1);
      try {
        trials.add(TrialJson.read(line, order));
      } catch (IllegalArgumentException e) {
        throw damaged(i + 1, e);
      }
    }
  }

  private JsonNode parse(String line, int number) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw damaged(number, e);
    }
  }

  private IllegalArgumentException damaged(int number, Exception cause) {
    return new IllegalArgumentException(
        "Line %d of '%s' is no trial of this run; remove the file, or the line and all after it."
            .formatted(number, file),
        cause);
  }

  private void requireSame(JsonNode then, Map<String, String> now) {
    for (Map.Entry<String, String> input : now.entrySet()) {
      String before = then.path(input.getKey()).asText("missing");
      if (!before.equals(input.getValue())) {
        throw new IllegalArgumentException(
            "'%s' holds trials with %s %s, but now it is %s; a run goes on with the same inputs only. Give these again, or another --out."
                .formatted(file, input.getKey(), before, input.getValue()));
      }
    }
  }
}
