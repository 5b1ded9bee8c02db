package io.ringfence.cli.epoch;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks for a new epoch of a graph. */
@Command(
    name = "epoch",
    description =
        "Ask for new regions and a new noise schedule of a graph. They are certified in the background and"
            + " switched to at once when that is done; until then the present certificates stay in force."
            + " A certifier takes this from its own machine or container only.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ringfence epoch --graph citations",
      "  ringfence epoch --graph citations --url http://127.0.0.1:8081 --url http://127.0.0.1:8082",
      "  kubectl exec ringfence-0 -- ringfence epoch --graph citations"
    })
public final class EpochCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Option(names = "--graph", paramLabel = "ID", required = true, description = "Which graph.")
  private String graph = "";

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description =
          "Management port of a certifier (default: ${DEFAULT-VALUE}); of several, the one that has"
              + " the graph takes it.")
  private List<URI> urls = List.of();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public EpochCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    List<String> answers = new ArrayList<>();
    for (URI url : urls) {
      HttpResponse<String> answer = ask(client, url);
      if (answer.statusCode() == 202) {
        boolean underWay = answer.body().contains("UNDER_WAY");
        spec.commandLine()
            .getOut()
            .println(
                underWay
                    ? "Graph %s: a next epoch is being certified already.".formatted(graph)
                    : "Graph %s: a next epoch will be planned and certified.".formatted(graph));
        return CommandLine.ExitCode.OK;
      }
      answers.add(url + " " + meaning(answer.statusCode()));
    }
    throw new IOException(
        "No epoch was begun for graph '%s': %s.".formatted(graph, String.join("; ", answers)));
  }

  private HttpResponse<String> ask(HttpClient client, URI url)
      throws IOException, InterruptedException {
    String id = URLEncoder.encode(graph, StandardCharsets.UTF_8).replace("+", "%20");
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/graphs/" + id + "/epoch"))
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IOException(
          "Management port %s does not answer (%s); give the port of a running certifier with --url."
              .formatted(url, e),
          e);
    }
  }

  private static String meaning(int code) {
    return switch (code) {
      case 403 -> "takes this from its own machine only; run the command there";
      case 404 -> "does not have this graph; ask the other instances, too";
      case 503 -> "is not running its loop; see its log";
      default -> "answers with status " + code + "; is it the management port of a certifier";
    };
  }
}
