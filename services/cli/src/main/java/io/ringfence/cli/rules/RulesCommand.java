package io.ringfence.cli.rules;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Everything about alert rules. */
@Command(
    name = "rules",
    description = "Try alert rules before they are used.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = "  ringfence rules test --rules deploy/rules.example.yaml --recorded recorded.ndjson",
    subcommands = RulesTestCommand.class)
public final class RulesCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public RulesCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "A command is missing; there is: rules test.");
  }
}
