package io.ringfence.stream;

/** Names of the topics that a certifier reads and writes. */
public record Topics(
    String graphUpdates,
    String nodeCertificates,
    String graphCertificates,
    String graphChangelog,
    String deadLetters) {

  /** The names of the documentation. */
  public static final Topics DEFAULT =
      new Topics(
          "graph-updates",
          "node-certificates",
          "graph-certificates",
          "graph-changelog",
          "graph-updates.dlq");
}
