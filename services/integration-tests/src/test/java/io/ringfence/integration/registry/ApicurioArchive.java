package io.ringfence.integration.registry;

import io.ringfence.integration.consumers.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Apicurio's registry as it lies on Maven Central, 109 MB: fetched by Maven into its repository and
 * unpacked below {@code target}, both once.
 */
final class ApicurioArchive {

  /** Version 3.3.3 needs Java 21. */
  private static final String VERSION = "3.0.9";

  private static final Path FOLDER = Path.of("target/registry").toAbsolutePath();

  /**
   * Newer versions of the plugin read the artifact's descriptor before the artifact, and with it a
   * parent that is not to be found.
   */
  private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:2.8:copy";

  private ApicurioArchive() {}

  /** Where it is; aborts the test with the reason if it cannot be had. */
  static Path unpacked() throws Exception {
    Path home = FOLDER.resolve("apicurio-registry-" + VERSION);
    if (Files.isDirectory(home)) {
      return home;
    }
    Files.createDirectories(FOLDER);
    Command.require(FOLDER, copy());
    Path archive = FOLDER.resolve("apicurio-registry-app-%s-all.tar.gz".formatted(VERSION));
    Path fresh = Files.createTempDirectory(FOLDER, "unpacking");
    Command.require(fresh, List.of("tar", "-xzf", archive.toString()));
    Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(archive);
    return home;
  }

  private static List<String> copy() {
    List<String> words = new ArrayList<>(List.of("mvn", "-q", "-B", COPY));
    words.add("-Dartifact=io.apicurio:apicurio-registry-app:%s:tar.gz:all".formatted(VERSION));
    words.add("-DoutputDirectory=" + FOLDER);
    String repository = System.getProperty("localRepository"); // set by Failsafe
    if (repository != null) {
      words.add("-Dmaven.repo.local=" + repository);
    }
    return words;
  }

  /** The program in the unpacked folder. */
  static String jar() {
    return "apicurio-registry-app-%s-runner.jar".formatted(VERSION);
  }
}
