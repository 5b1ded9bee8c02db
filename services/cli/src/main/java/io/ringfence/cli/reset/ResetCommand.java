package io.ringfence.cli.reset;

import io.ringfence.certifier.CertifierReset;
import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.certifier.configuration.ConfigurationLoader;
import io.ringfence.stream.StateReset;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes a group of certifiers back to before its first update. */
@Command(
    name = "reset",
    description = {
      "Forget what a group of certifiers knows, so that it builds its graphs anew from the oldest update.",
      "",
      "Stop all its certifiers first. All records of node-certificates, graph-certificates and graph-changelog get a tombstone and the group's position goes back, in one transaction: all of it happens or nothing. Dead letters stay; updates that are refused again are written there again. Without --yes it only says what it would do."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ringfence reset --config ringfence.yaml          (look, change nothing)",
      "  ringfence reset --config ringfence.yaml --yes"
    })
public final class ResetCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "Configuration of the certifiers: broker, topics and group are taken from it.")
  private Path config = Path.of("");

  @Option(names = "--yes", description = "Do it.")
  private boolean yes;

  @Option(
      names = "--incomplete",
      description =
          "Do it although the oldest updates are kept no longer; the graphs will lack them.")
  private boolean incomplete;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public ResetCommand() {}

  @Override
  public Integer call() throws IOException {
    CertifierConfiguration configuration = new ConfigurationLoader().load(config, System.getenv());
    StateReset reset = CertifierReset.of(configuration);
    StateReset.Plan plan = reset.plan();
    show(configuration, plan);
    if (!yes) {
      say("Nothing was changed; add --yes to do it.");
      return CommandLine.ExitCode.OK;
    }
    if (plan.missing() > 0 && !incomplete) {
      throw new IllegalStateException(
          "%,d updates are kept no longer and the graphs would lack them; add --incomplete to go on without them."
              .formatted(plan.missing()));
    }
    reset.run();
    say("Done. Start the certifiers; they begin at the oldest update.");
    return CommandLine.ExitCode.OK;
  }

  private void show(CertifierConfiguration configuration, StateReset.Plan plan) {
    say(
        plan.members().isEmpty()
            ? "Group %s: nobody is in it.".formatted(configuration.group())
            : "Group %s is in use by %s: stop them first."
                .formatted(configuration.group(), plan.members()));
    for (Map.Entry<String, Integer> topic : new TreeMap<>(plan.tombstones()).entrySet()) {
      say("Tombstones for %s: %,d".formatted(topic.getKey(), topic.getValue()));
    }
    say(
        "Updates to read again from %s: %,d; kept no longer: %,d"
            .formatted(configuration.topics().graphUpdates(), plan.updates(), plan.missing()));
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
