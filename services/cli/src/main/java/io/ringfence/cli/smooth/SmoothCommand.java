package io.ringfence.cli.smooth;

import io.ringfence.smoother.SmoothingWorker;
import io.ringfence.smoother.configuration.ConfigurationLoader;
import io.ringfence.smoother.configuration.SmootherConfiguration;
import io.ringfence.stream.LoopState;
import io.ringfence.stream.pool.WorkerEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a worker of the smoother pool until it is told to stop. */
@Command(
    name = "smooth",
    description =
        "Smooth for certifiers whose smoothing.pool is enabled, until interrupted. Start as many as"
            + " you have machines; one that stops or dies gives its work to the others.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ringfence smooth --config smoother.yaml",
      "  RINGFENCE_WORKER_ID=smoother-2 RINGFENCE_MANAGEMENT_PORT=0 ringfence smooth --config"
          + " smoother.yaml"
    })
public final class SmoothCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "Configuration; deploy/smoother.example.yaml has every key.")
  private Path config = Path.of("");

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public SmoothCommand() {}

  @Override
  public Integer call() throws IOException {
    SmootherConfiguration configuration = new ConfigurationLoader().load(config, System.getenv());
    try (SmoothingWorker worker = SmoothingWorker.start(configuration, this::tell)) {
      Thread hook = new Thread(() -> stop(worker), "ringfence-shutdown");
      Runtime.getRuntime().addShutdownHook(hook);
      say(
          "Smoothing %s as %s with models %s; health at http://%s:%d/health/ready"
              .formatted(
                  configuration.topics().smoothingTasks(),
                  configuration.workerId(),
                  configuration.models(),
                  configuration.management().host(),
                  worker.managementPort()));
      LoopState end = worker.done().toCompletableFuture().join();
      if (end instanceof LoopState.Failed failed) {
        Runtime.getRuntime().removeShutdownHook(hook);
        throw failed.cause();
      }
      return CommandLine.ExitCode.OK;
    }
  }

  private void stop(SmoothingWorker worker) {
    worker.close();
    say("Stopped; what was under way is given back.");
  }

  private void tell(WorkerEvent event) {
    if (event instanceof WorkerEvent.Answered answered) {
      say(
          "Part %s/%d: %d samples of %d nodes for %d targets in %.2f s"
              .formatted(
                  answered.taskId(),
                  answered.part(),
                  answered.samples(),
                  answered.fieldNodes(),
                  answered.targets(),
                  answered.took().toMillis() / 1000.0));
    } else if (event instanceof WorkerEvent.Skipped skipped) {
      say(
          "Part %s/%d came %.1f s after its deadline; add workers, or check the clocks"
              .formatted(skipped.taskId(), skipped.part(), skipped.late().toMillis() / 1000.0));
    } else if (event instanceof WorkerEvent.Refused refused) {
      say("Part %s/%d refused: %s".formatted(refused.taskId(), refused.part(), refused.why()));
    } else if (event instanceof WorkerEvent.Undecodable undecodable) {
      say(
          "Record at partition %d offset %d is no task: %s"
              .formatted(undecodable.partition(), undecodable.offset(), undecodable.why()));
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
