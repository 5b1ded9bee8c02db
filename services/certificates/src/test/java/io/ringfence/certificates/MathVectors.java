package io.ringfence.certificates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Values computed independently of this project (numpy, scipy, gmpy2 with 1000 bits), from {@code
 * data/vectors/math} of the shared folder.
 */
public final class MathVectors {

  private MathVectors() {}

  /** Rows of a CSV file by column name; aborts the test if the file is not there. */
  static List<Map<String, String>> csv(String name) {
    List<String> lines = lines(name);
    String[] header = lines.get(0).split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], cells[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  static double number(Map<String, String> row, String column) {
    String text = row.getOrDefault(column, "nan");
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "nan", "" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }

  public static Path file(String name) {
    Path shared = shared();
    Path file = shared == null ? null : shared.resolve("data/vectors/math").resolve(name);
    if (file == null || !Files.exists(file)) {
      return Assumptions.abort("Reference values " + name + " are not on this machine.");
    }
    return file;
  }

  private static List<String> lines(String name) {
    try {
      return Files.readAllLines(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
