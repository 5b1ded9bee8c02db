package io.ringfence.verifier.recomputation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Lines of the tables that others computed, where the shared folder is. */
final class ReferenceVectors {
  private ReferenceVectors() {}

  /** Columns of each line but the first. */
  static Stream<List<String>> of(String name) {
    Path file = file(name);
    try {
      return Files.readAllLines(file).stream().skip(1).map(line -> List.of(line.split(",")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared/data/vectors/math").resolve(name);
      if (Files.exists(file)) {
        return file;
      }
    }
    return Assumptions.abort("Reference values " + name + " are not on this machine.");
  }
}
