package io.ringfence.rights;

/**
 * The names that rights are about, as configured.
 *
 * @param topics names of topics
 * @param certifiers consumer group of the certifiers; their transactional ids begin with it
 * @param smoothers share group of the smoothers
 * @param consumers consumer group of a consumer of certificates
 * @param pool whether certifiers use smoothers
 * @param structure whether the monitor reads the edges of graphs
 * @param create whether the services create topics that are missing
 */
public record Installation(
    Topics topics,
    String certifiers,
    String smoothers,
    String consumers,
    boolean pool,
    boolean structure,
    boolean create) {

  /** The names of the documentation, all parts in use, topics made by an operator. */
  public static final Installation DEFAULT =
      new Installation(
          Topics.DEFAULT,
          "ringfence-certifier",
          "ringfence-smoothers",
          "certificate-consumers",
          true,
          true,
          false);

  /** Names of topics. */
  public record Topics(
      String graphUpdates,
      String nodeCertificates,
      String graphCertificates,
      String graphChangelog,
      String deadLetters,
      String smoothingTasks,
      String smoothingResults,
      String alerts) {

    /** The names of the documentation. */
    public static final Topics DEFAULT =
        new Topics(
            "graph-updates",
            "node-certificates",
            "graph-certificates",
            "graph-changelog",
            "graph-updates.dlq",
            "smoothing-tasks",
            "smoothing-results",
            "robustness-alerts");

    /** Where certifiers call jobs back; its name follows that of the tasks. */
    public String smoothingWithdrawals() {
      return smoothingTasks + "-withdrawn";
    }
  }

  /** The same with other names of topics. */
  public Installation withTopics(Topics others) {
    return new Installation(others, certifiers, smoothers, consumers, pool, structure, create);
  }

  /** The same with another group of certifiers. */
  public Installation withCertifiers(String group) {
    return new Installation(topics, group, smoothers, consumers, pool, structure, create);
  }

  /** The same with another group of smoothers. */
  public Installation withSmoothers(String group) {
    return new Installation(topics, certifiers, group, consumers, pool, structure, create);
  }

  /** The same with another group of consumers. */
  public Installation withConsumers(String group) {
    return new Installation(topics, certifiers, smoothers, group, pool, structure, create);
  }

  /** The same with or without smoothers. */
  public Installation withPool(boolean used) {
    return new Installation(topics, certifiers, smoothers, consumers, used, structure, create);
  }

  /** The same with or without edges in the monitor. */
  public Installation withStructure(boolean read) {
    return new Installation(topics, certifiers, smoothers, consumers, pool, read, create);
  }

  /** The same with topics made by the services, or not. */
  public Installation withCreate(boolean made) {
    return new Installation(topics, certifiers, smoothers, consumers, pool, structure, made);
  }
}
