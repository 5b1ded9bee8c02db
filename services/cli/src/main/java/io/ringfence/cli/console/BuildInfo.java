package io.ringfence.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/**
 * What this program was built from.
 *
 * @param version of the project
 * @param commit abbreviated git commit, or {@code unknown}
 */
public record BuildInfo(String version, String commit) {
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

  public static String java() {
    return Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
  }

  /** For {@code --version}. */
  public static final class VersionProvider implements IVersionProvider {
    public VersionProvider() {}

    @Override
    public String[] getVersion() {
      BuildInfo build = current();
      return new String[] {
        "ringfence " + build.version(), "commit " + build.commit(), "Java " + java()
      };
    }
  }
}
