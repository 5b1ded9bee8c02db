package io.ringfence.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Asks for a container engine by its socket and its own command line. Testcontainers' own question
 * may hang for minutes where there is none.
 */
public final class DockerProbe implements BeforeAllCallback {
  private static final Path SOCKET = Path.of("/var/run/docker.sock");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Override
  public void beforeAll(ExtensionContext context) {
    AnnotationSupport.findAnnotation(context.getRequiredTestClass(), RequiresDocker.class)
        .flatMap(DockerProbe::obstacle)
        .ifPresent(Assumptions::abort);
  }

  private static Optional<String> obstacle(RequiresDocker required) {
    return obstacle(SOCKET, List.of("docker"), required.image())
        .or(() -> required.compose() ? noCompose() : Optional.empty());
  }

  private static Optional<String> noCompose() {
    boolean found =
        Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "docker-compose")));
    return found
        ? Optional.empty()
        : Optional.of("No docker-compose on the PATH; install it (Debian: docker-compose).");
  }

  /** Why containers of an image cannot be started here, or nothing if they can. */
  static Optional<String> obstacle(Path socket, List<String> docker, String image) {
    String host = System.getenv("DOCKER_HOST");
    if (host == null && !Files.exists(socket)) {
      return Optional.of("No container engine: there is no socket " + socket + ".");
    }
    try {
      Process process =
          new ProcessBuilder(
                  Stream.concat(docker.stream(), List.of("image", "inspect", image).stream())
                      .toList())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return Optional.of("The container engine does not answer within " + PATIENCE + ".");
      }
      return process.exitValue() == 0
          ? Optional.empty()
          : Optional.of("The container engine does not answer or has no image " + image + ".");
    } catch (IOException e) {
      return Optional.of("No docker command: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("Interrupted while asking for a container engine.");
    }
  }
}
