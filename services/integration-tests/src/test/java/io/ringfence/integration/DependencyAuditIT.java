package io.ringfence.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is shipped is what the bill of materials says, and all of it may be shipped. */
class DependencyAuditIT {

  private static final Path PROGRAM = Path.of("../cli/target/ringfence");

  /** One of these must be offered. */
  private static final Set<String> LICENCES =
      Set.of(
          "Apache-2.0",
          "MIT",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "BSD-4-Clause",
          "CC0-1.0",
          "EPL-1.0",
          "EPL-2.0",
          "Eclipse Public License (EPL) 2.0",
          "Go License");

  private static List<JsonNode> components = List.of();

  @BeforeAll
  static void read() throws IOException {
    Path bill = PROGRAM.resolve("sbom.json");
    assumeTrue(
        Files.exists(bill),
        "no sbom.json beside the program: the plugin that writes it does nothing when Maven is offline");
    components =
        StreamSupport.stream(
                new ObjectMapper().readTree(bill.toFile()).path("components").spliterator(), false)
            .toList();
  }

  @Test
  void everyJarThatIsShippedIsOnTheBillByItsHashAndNothingElseIs() throws Exception {
    Map<String, String> shipped = new TreeMap<>();
    try (Stream<Path> jars = Files.list(PROGRAM.resolve("lib"))) {
      for (Path jar : jars.toList()) {
        shipped.put(sha256(jar), jar.getFileName().toString());
      }
    }
    Map<String, String> billed = new TreeMap<>();
    for (JsonNode component : components) {
      billed.put(hash(component), component.path("purl").asText());
    }

    assertThat(billed.keySet()).as("%s against %s", shipped, billed).isEqualTo(shipped.keySet());
  }

  @Test
  void everyComponentOffersALicenceThatLetsItBeShipped() {
    assertThat(components)
        .isNotEmpty()
        .allSatisfy(
            component ->
                assertThat(licences(component))
                    .as(component.path("purl").asText())
                    .containsAnyElementsOf(LICENCES));
  }

  @Test
  void noLibraryIsThereTwiceAndNoneIsUnreleased() {
    Map<String, Long> versions =
        components.stream()
            .map(component -> component.path("purl").asText())
            .map(purl -> purl.replaceFirst("@[^?]*", ""))
            .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));

    assertThat(versions).allSatisfy((name, count) -> assertThat(count).as(name).isEqualTo(1));
    assertThat(components)
        .filteredOn(component -> !component.path("group").asText().equals("io.ringfence"))
        .allSatisfy(
            component ->
                assertThat(component.path("version").asText())
                    .as(component.path("purl").asText())
                    .doesNotContain("SNAPSHOT"));
  }

  private static Set<String> licences(JsonNode component) {
    return StreamSupport.stream(component.path("licenses").spliterator(), false)
        .map(
            entry ->
                entry.has("expression")
                    ? entry.path("expression").asText()
                    : entry.path("license").path("id").isMissingNode()
                        ? entry.path("license").path("name").asText()
                        : entry.path("license").path("id").asText())
        .collect(Collectors.toSet());
  }

  private static String hash(JsonNode component) {
    return StreamSupport.stream(component.path("hashes").spliterator(), false)
        .filter(hash -> hash.path("alg").asText().equals("SHA-256"))
        .map(hash -> hash.path("content").asText())
        .findFirst()
        .orElseThrow();
  }

  private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
