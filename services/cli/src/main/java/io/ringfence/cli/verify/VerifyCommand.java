package io.ringfence.cli.verify;

import io.ringfence.cli.console.Progress;
import io.ringfence.verifier.Verification;
import io.ringfence.verifier.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rechecks receipts from their own numbers, without the model. */
@Command(
    name = "verify",
    description = {
      "Recheck receipts from their own numbers, without the model, by a second code path.",
      "",
      "A receipt is a folder that certify wrote, or a file with records of the topics node-certificates and graph-certificates: JSON, one on each line, or binary, each after its length as a varint. Records find their noise schedule in any of the files given together."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  What certify wrote:",
      "    ringfence verify out",
      "  What the topics carry:",
      "    kcat -b BROKER -t graph-certificates -C -e > records.jsonl",
      "    kcat -b BROKER -t node-certificates -C -e >> records.jsonl",
      "    ringfence verify records.jsonl"
    },
    exitCodeList = {
      "0:everything was rechecked and holds",
      "1:a file cannot be read",
      "2:the command line is wrong",
      "3:a number is wrong",
      "4:nothing is wrong, but something could not be rechecked",
      "5:nothing could be rechecked"
    })
public final class VerifyCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Folders and files to recheck.")
  private List<Path> paths = List.of();

  @Option(
      names = "--effort",
      paramLabel = "N",
      defaultValue = "3000000",
      description =
          "Most thresholds to compute for one enumeration of allocations; collective numbers beyond it are not rechecked (default: ${DEFAULT-VALUE}).")
  private long effort;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public VerifyCommand() {}

  @Override
  public Integer call() throws IOException {
    if (effort < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--effort is %d; it must be at least 1.".formatted(effort));
    }
    Verification found = verify();
    VerificationText text = new VerificationText(found);
    if (json) {
      spec.commandLine().getOut().println(text.json());
    } else {
      text.print(spec.commandLine().getOut());
    }
    spec.commandLine().getOut().flush();
    return switch (found.verdict()) {
      case HOLDS -> 0;
      case WRONG -> 3;
      case INCOMPLETE -> 4;
      case NOTHING -> 5;
    };
  }

  private Verification verify() throws IOException {
    try (Progress progress = Progress.start("verifying", "bytes", Verifier.size(paths))) {
      return new Verifier(effort, progress::advance).verify(paths);
    }
  }
}
