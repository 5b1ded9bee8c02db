package io.ringfence.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** Shows what a certificate is, on a graph that grows, lives, is attacked and repaired. */
@Command(
    name = "demo",
    description = {
      "Watch a generated graph being certified live, over a real Kafka broker in this process: it"
          + " grows, lives quietly, one community is attacked, and the damage is repaired."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ringfence demo",
      "  ringfence demo --headless --seconds 60",
      "  ringfence demo --seed 7 --port 0 --monitor-port 0"
    })
public final class DemoCommand implements Callable<Integer> {

  private static final int USUAL_SECONDS = 90;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description =
          "Port of /health and /status on localhost; 0 takes any free one (default:"
              + " ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--monitor-port",
      paramLabel = "PORT",
      defaultValue = "8090",
      description =
          "Port of the monitor (page, REST, events) on localhost; 0 takes any free one (default:"
              + " ${DEFAULT-VALUE}).")
  private int monitorPort;

  @Option(
      names = "--headless",
      description = "Plain lines instead of a panel; the default where there is no terminal.")
  private boolean headless;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description =
          "Length of the story, at least 20, and then end (default: 90, and on a terminal stay).")
  private @Nullable Integer seconds;

  @Option(
      names = "--quiet",
      paramLabel = "S",
      description =
          "Length of the quiet act in seconds, 1 to 86400, whatever the other acts take (default: a"
              + " quarter of --seconds).")
  private @Nullable Integer quiet;

  @Option(
      names = "--stay",
      description = "Keep everything running after the story, until interrupted.")
  private boolean stay;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed tells the same story (default: ${DEFAULT-VALUE}).")
  private long seed;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public DemoCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    int length = seconds == null ? USUAL_SECONDS : seconds;
    if (length < 20 || length > 86_400) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--seconds is %d; the story needs 20 to 86400 seconds.".formatted(length));
    }
    Timetable usual = Timetable.of(Duration.ofSeconds(length));
    Timetable timetable =
        quiet == null ? usual : new Timetable(usual.usual(), Duration.ofSeconds(quiet));
    if (quiet != null && (quiet < 1 || quiet > 86_400)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--quiet is %d; it must be 1 to 86400 seconds.".formatted(quiet));
    }
    requireFree("--port", port);
    requireFree("--monitor-port", monitorPort);
    PrintWriter out = spec.commandLine().getOut();
    boolean panel = !headless && Boolean.getBoolean("ringfence.terminal");
    DemoView view = panel ? new PanelView(out, Ansi.AUTO) : new LineView(out);
    boolean stays = stay || (panel && seconds == null);
    new Demo(timetable, new Demo.Ports(port, monitorPort), seed, stays, view).run();
    return CommandLine.ExitCode.OK;
  }

  /** Before anything is started. */
  private void requireFree(String option, int port) {
    if (port < 0 || port > 65_535) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "%s is %d; it must be 0 to 65535.".formatted(option, port));
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new IllegalStateException(
          "Port %d cannot be used (%s); choose another with %s, or %s 0 for any free one."
              .formatted(port, e.getMessage(), option, option),
          e);
    }
  }
}
