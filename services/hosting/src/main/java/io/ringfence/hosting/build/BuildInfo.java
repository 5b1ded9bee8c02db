package io.ringfence.hosting.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What this program was built from.
 *
 * @param version of the project
 * @param commit abbreviated git commit, or {@code unknown}
 */
public record BuildInfo(String version, String commit) {

  /** Of the program that runs. */
  public static BuildInfo current() {
    try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      String commit = properties.getProperty("commit", "");
      return new BuildInfo(
          properties.getProperty("version"),
          commit.isEmpty() || commit.startsWith("$") ? "unknown" : commit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Version and vendor of the virtual machine. */
  public static String java() {
    return Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
  }
}
