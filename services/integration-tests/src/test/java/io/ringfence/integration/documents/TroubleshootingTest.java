package io.ringfence.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages that {@code docs/operations.md} explains are those of the program. */
class TroubleshootingTest {

  private static final Path GUIDE = Path.of("../../docs/operations.md");
  private static final String SECTION = "## Troubleshooting by message";
  private static final int SHORTEST = 4;

  @Test
  void eachQuotedMessageOccursInTheSources() throws IOException {
    String sources = sources();
    List<String> quoted = quoted();

    assertThat(quoted).hasSizeGreaterThan(20);
    assertThat(quoted).allSatisfy(part -> assertThat(sources.contains(part)).as(part).isTrue());
  }

  /** The fixed parts: the first cell of each row, without its quotes, cut at the ellipses. */
  private static List<String> quoted() throws IOException {
    String guide = Files.readString(GUIDE);
    String section = guide.substring(guide.indexOf(SECTION) + SECTION.length());
    int end = section.indexOf("\n## ");
    List<String> parts = new ArrayList<>();
    for (String line : (end < 0 ? section : section.substring(0, end)).split("\n", -1)) {
      if (line.startsWith("| `")) {
        String cell = line.substring(3, line.indexOf('`', 3));
        Stream.of(cell.split("…", -1))
            .map(String::strip)
            .filter(part -> part.length() >= SHORTEST)
            .forEach(parts::add);
      }
    }
    return parts;
  }

  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String root : List.of("../../schemas/src/main", "..")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        for (Path file :
            files
                .filter(path -> path.toString().endsWith(".java"))
                .filter(path -> path.toString().contains("src/main"))
                .toList()) {
          all.append(Files.readString(file));
        }
      }
    }
    return all.toString();
  }
}
