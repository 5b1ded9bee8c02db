package io.ringfence.cli;

import io.ringfence.cli.attack.AttackCommand;
import io.ringfence.cli.bench.BenchCommand;
import io.ringfence.cli.certify.CertifyCommand;
import io.ringfence.cli.console.FailureMessage;
import io.ringfence.cli.console.Logging;
import io.ringfence.cli.console.UsageMessage;
import io.ringfence.cli.console.VersionText;
import io.ringfence.cli.demo.DemoCommand;
import io.ringfence.cli.doctor.DoctorCommand;
import io.ringfence.cli.epoch.EpochCommand;
import io.ringfence.cli.monitor.MonitorCommand;
import io.ringfence.cli.natives.NativesCommand;
import io.ringfence.cli.replay.ReplayCommand;
import io.ringfence.cli.reset.ResetCommand;
import io.ringfence.cli.rules.RulesCommand;
import io.ringfence.cli.serve.ServeCommand;
import io.ringfence.cli.smooth.SmoothCommand;
import io.ringfence.cli.topics.TopicsCommand;
import io.ringfence.cli.train.TrainCommand;
import io.ringfence.cli.tune.TuneCommand;
import io.ringfence.cli.verify.VerifyCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program: parses its command line, runs one command, and ends with that command's code. */
@Command(
    name = "ringfence",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    scope = ScopeType.INHERIT,
    description = "Live, provable robustness certificates for evolving graphs.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      SmoothCommand.class,
      MonitorCommand.class,
      EpochCommand.class,
      TopicsCommand.class,
      ReplayCommand.class,
      RulesCommand.class,
      ResetCommand.class,
      CertifyCommand.class,
      AttackCommand.class,
      TrainCommand.class,
      TuneCommand.class,
      BenchCommand.class,
      VerifyCommand.class,
      DoctorCommand.class,
      NativesCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed; one line on standard error says why and what to do",
      "2:the command line is wrong"
    })
public final class Ringfence implements Runnable {
  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Log what happens, on standard error.")
  private boolean verbose;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show where a failure came from.")
  private boolean stacktrace;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  Ringfence() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The whole program as picocli sees it, writing to the standard streams. */
  static CommandLine commandLine() {
    Ringfence program = new Ringfence();
    CommandLine line = new CommandLine(program);
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setExecutionStrategy(
        parsed -> {
          Logging.configure(program.verbose);
          return new CommandLine.RunLast().execute(parsed);
        });
    line.setParameterExceptionHandler(new UsageMessage());
    line.setExecutionExceptionHandler(new FailureMessage(() -> program.stacktrace));
    return line;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "A command is missing; the help lists them.");
  }
}
