package io.ringfence.cli.natives;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The files of one folder of a jar on the class path.
 *
 * @param folder with a slash at its end
 */
record PackedNatives(JarFile jar, String folder) {

  private static final String TORCH = "native/lib/pytorch.properties";

  /**
   * @throws IOException if no jar on the class path has the folder
   */
  static PackedNatives of(String folder) throws IOException {
    URL found = PackedNatives.class.getClassLoader().getResource(folder);
    if (found == null || !(found.openConnection() instanceof JarURLConnection connection)) {
      throw new IOException(
          "No jar beside ringfence.jar has the folder '%s'; build the program anew, for Linux on x86-64."
              .formatted(folder));
    }
    return new PackedNatives(connection.getJarFile(), folder);
  }

  /** The version of the packed libtorch, such as 2.7.1. */
  static String torchVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = PackedNatives.class.getClassLoader().getResourceAsStream(TORCH)) {
      if (in == null) {
        throw new IOException("No jar beside ringfence.jar has '%s'.".formatted(TORCH));
      }
      properties.load(in);
    }
    String version = properties.getProperty("version", "");
    int build = version.indexOf('-');
    return build < 0 ? version : version.substring(0, build);
  }

  /**
   * Writes every file, over one of the same name.
   *
   * @return bytes written
   */
  long unpack(Path into) throws IOException {
    Files.createDirectories(into);
    List<JarEntry> files =
        jar.stream()
            .filter(entry -> entry.getName().startsWith(folder) && !entry.isDirectory())
            .toList();
    long bytes = 0;
    for (JarEntry file : files) {
      // The last part of the name alone: a name cannot lead out of the folder.
      String name = file.getName().substring(file.getName().lastIndexOf('/') + 1);
      try (InputStream in = jar.getInputStream(file)) {
        bytes += Files.copy(in, into.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return bytes;
  }
}
