package io.ringfence.graph;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Finds the data that tests share; a test that needs a file which is not there is aborted. */
public final class SharedData {

  private SharedData() {}

  /** A file or folder below {@code shared/data}. */
  public static Path require(String relative) {
    return root()
        .map(root -> root.resolve("data").resolve(relative))
        .filter(Files::exists)
        .orElseGet(
            () ->
                Assumptions.abort(
                    "shared/data/" + relative + " is not there; set -Dringfence.shared=DIR"));
  }

  private static Optional<Path> root() {
    return Stream.of(System.getProperty("ringfence.shared"), System.getenv("RINGFENCE_SHARED"))
        .filter(value -> value != null && !value.isEmpty())
        .map(Path::of)
        .findFirst()
        .or(SharedData::above);
  }

  private static Optional<Path> above() {
    return Stream.iterate(
            Path.of("").toAbsolutePath(), folder -> folder != null, folder -> folder.getParent())
        .map(folder -> folder.resolve("shared"))
        .filter(shared -> Files.exists(shared.resolve("data/README.md")))
        .findFirst();
  }
}
