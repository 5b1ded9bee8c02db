package io.ringfence.smoothing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Finds data that lies beside the checkout; a test that needs it aborts where it is absent. */
final class SharedData {

  private SharedData() {}

  static Path file(String name) {
    Optional<Path> file = root().map(root -> root.resolve("data").resolve(name));
    if (file.isEmpty() || !Files.exists(file.get())) {
      Assumptions.abort("No shared/data/" + name + " beside this checkout.");
    }
    return file.get();
  }

  private static Optional<Path> root() {
    String named = System.getProperty("ringfence.shared", System.getenv("RINGFENCE_SHARED"));
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path shared = at.resolve("shared");
      if (Files.exists(shared.resolve("data/README.md"))) {
        return Optional.of(shared);
      }
    }
    return Optional.empty();
  }
}
