package io.ringfence.solver;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Finds independently computed values; a test that needs one that is absent aborts. */
final class SharedVectors {

  private SharedVectors() {}

  static Path file(String name) {
    Path shared = shared();
    Path file = shared == null ? null : shared.resolve("data/vectors/math").resolve(name);
    if (file == null || !Files.exists(file)) {
      return Assumptions.abort(name + " is not on this machine.");
    }
    return file;
  }

  private static @Nullable Path shared() {
    String given = System.getProperty("ringfence.shared", System.getenv("RINGFENCE_SHARED"));
    if (given != null) {
      return Path.of(given);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("shared/data/README.md"))) {
        return at.resolve("shared");
      }
    }
    return null;
  }
}
