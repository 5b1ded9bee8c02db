package io.ringfence.cli.tune;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.cli.report.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run leaves: {@code summary.json}, {@code ringfence.yaml} and {@code tune.html}.
 *
 * @param name of the dataset
 * @param inputs whatever decided what trials found, by name
 * @param arguments of the command line
 */
record TuneFiles(
    String name, Task task, ServeYaml yaml, Map<String, String> inputs, List<String> arguments) {

  void write(Path folder, Choice choice, Tuning.Outcome outcome) throws IOException {
    Trial chosen = choice.chosen();
    Files.writeString(
        folder.resolve("ringfence.yaml"), yaml.of(chosen.combination(), chosen.rung()));
    Files.writeString(folder.resolve("summary.json"), summary(choice, outcome));
    Files.writeString(folder.resolve("tune.html"), page(choice, outcome));
  }

  private String summary(Choice choice, Tuning.Outcome outcome) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    root.set("inputs", json.valueToTree(inputs));
    ArrayNode budgets = root.putArray("budgets");
    task.budgets().forEach(budget -> budgets.add(Task.text(budget)));
    root.put("accuracyLoss", choice.accuracyLoss());
    root.put("plannedTrials", outcome.planned());
    root.put("finishedTrials", outcome.trials().size());
    root.put("untriedCombinations", outcome.untried());
    root.set("chosen", trial(choice, choice.chosen()));
    ArrayNode trials = root.putArray("trials");
    choice.ranked().forEach(trial -> trials.add(trial(choice, trial)));
    return json.writer(new DefaultPrettyPrinter()).writeValueAsString(root) + "\n";
  }

  private static ObjectNode trial(Choice choice, Trial trial) {
    ObjectNode node = TrialJson.write(trial);
    node.put("meanShare", trial.share());
    node.put("accurateEnough", choice.accurate(trial));
    node.put("efficient", choice.efficient(trial));
    return node;
  }

  private String page(Choice choice, Tuning.Outcome outcome) throws IOException {
    TrialTable table = new TrialTable(choice, task);
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("name", name);
    page.put("chosen", choice.chosen().combination().words());
    page.put("samples", choice.chosen().rung().samples());
    page.put("rule", Wording.rule(choice));
    page.put("counting", Wording.counting(choice));
    page.put("honesty", Wording.HONESTY);
    page.put("progress", Wording.progress(outcome));
    page.put("head", table.head());
    page.put("rows", table.rows());
    page.put("command", Page.command(arguments));
    page.put("data", Page.json(points(choice)));
    return new Page(TuneFiles.class, "tune.mustache", "tune.js").render(page);
  }

  private static List<Map<String, Object>> points(Choice choice) {
    Trial chosen = choice.chosen();
    return choice.ranked().stream()
        .<Map<String, Object>>map(
            trial ->
                Map.of(
                    "words",
                    trial.combination().words(),
                    "samples",
                    trial.rung().samples(),
                    "accuracy",
                    trial.accuracy(),
                    "labelled",
                    trial.quality().smoothed().isPresent(),
                    "share",
                    trial.share(),
                    "cpuSeconds",
                    trial.cost().cpuSeconds(),
                    "chosen",
                    trial.equals(chosen),
                    "efficient",
                    choice.efficient(trial)))
        .toList();
  }
}
