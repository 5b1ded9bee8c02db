package io.ringfence.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The folder of the broker's logs. */
record StorageFolder(Path path, boolean temporary) {

  static StorageFolder of(BrokerOptions options) {
    try {
      if (options.dataDirectory().isEmpty()) {
        return new StorageFolder(Files.createTempDirectory("ringfence-broker-"), true);
      }
      Path directory = options.dataDirectory().get().toAbsolutePath();
      Files.createDirectories(directory);
      return new StorageFolder(directory, false);
    } catch (IOException e) {
      throw new BrokerStartException(
          "The broker's data folder %s cannot be created (%s); name one that can be written."
              .formatted(options.dataDirectory().map(Path::toString).orElse("(temporary)"), e),
          e);
    }
  }

  /** Prepares an empty folder; one that was prepared before keeps its data. */
  void formatOnce() {
    formatOnce(Uuid.randomUuid(), BrokerProperties.NODE_ID, List.of());
  }

  /** The same with users. */
  void formatOnce(BrokerSecurity security) {
    formatOnce(Uuid.randomUuid(), BrokerProperties.NODE_ID, security.scram());
  }

  /** The same for a node of a cluster. */
  void formatOnce(Uuid cluster, int nodeId) {
    formatOnce(cluster, nodeId, List.of());
  }

  private void formatOnce(Uuid cluster, int nodeId, List<String> scram) {
    if (Files.exists(path.resolve("meta.properties"))) {
      return;
    }
    try (PrintStream silence =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silence)
          .setClusterId(cluster.toString())
          .setNodeId(nodeId)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
          .setMetadataLogDirectory(path.toString())
          .addDirectory(path.toString())
          .setScramArguments(scram)
          .run();
    } catch (Exception e) {
      throw new BrokerStartException(
          "The broker's data folder %s cannot be prepared (%s); name an empty folder or one of an earlier run."
              .formatted(path, e.getMessage()),
          e);
    }
  }

  void deleteIfTemporary() {
    if (!temporary) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The broker's temporary folder %s cannot be deleted; delete it by hand.".formatted(path),
          e);
    }
  }
}
