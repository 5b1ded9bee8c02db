package io.ringfence.cli.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks of whole jobs. */
@Command(
    name = "bench",
    description = "Measures whole jobs on this machine.",
    synopsisSubcommandLabel = "JOB",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ringfence bench smoothing --dataset generated --model models/demo --only speed",
      "  ringfence bench stream --json stream.json",
      "  ringfence bench monitor --json monitor.json"
    },
    subcommands = {
      SmoothingBenchCommand.class,
      StreamBenchCommand.class,
      MonitorBenchCommand.class
    })
public final class BenchCommand implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public BenchCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "A job is missing; choose one of those below.");
  }
}
