package io.ringfence.cli.natives;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Unpacks what libtorch and OR-Tools would otherwise unpack themselves when they are first used.
 */
@Command(
    name = "natives",
    description = {
      "Unpack the native libraries, so that nothing is written when they are loaded: libtorch into"
          + " DIR/libtorch, OR-Tools into DIR/ortools. The image is built with it (deploy/image).",
      "",
      "They are used if PYTORCH_LIBRARY_PATH=DIR/libtorch, PYTORCH_VERSION and PYTORCH_FLAVOR are set as"
          + " the command says at its end, and Java gets -Djava.library.path=DIR/ortools."
    },
    footerHeading = "%nExamples:%n",
    footer = "  ringfence natives --into /opt/ringfence/natives")
public final class NativesCommand implements Callable<Integer> {

  private static final String CPU = "cpu";

  @Option(
      names = "--into",
      paramLabel = "DIR",
      required = true,
      description = "Folder that gets them.")
  private Path folder = Path.of("");

  @Option(
      names = "--flavor",
      paramLabel = "FLAVOR",
      defaultValue = CPU,
      description =
          "cpu, or cu128 for a libtorch of one's own that uses CUDA: then only DJL's bridge to it is"
              + " unpacked, into DIR/libtorch (default: ${DEFAULT-VALUE}).")
  private String flavor = CPU;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public NativesCommand() {}

  @Override
  public Integer call() throws IOException {
    Path libtorch = folder.resolve("libtorch");
    // DJL looks for its bridge beside the libraries that it bridges to.
    long bytes = PackedNatives.of("jnilib/linux-x86_64/" + flavor + "/").unpack(libtorch);
    if (flavor.equals(CPU)) {
      bytes += PackedNatives.of("pytorch/cpu/linux-x86_64/").unpack(libtorch);
      bytes += PackedNatives.of("ortools-linux-x86-64/").unpack(folder.resolve("ortools"));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%d MB unpacked.%n", bytes / 1_000_000);
    out.printf(
        "PYTORCH_LIBRARY_PATH=%s PYTORCH_VERSION=%s PYTORCH_FLAVOR=%s%n",
        libtorch.toAbsolutePath(), PackedNatives.torchVersion(), flavor);
    out.flush();
    return CommandLine.ExitCode.OK;
  }
}
