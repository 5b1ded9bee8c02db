package io.ringfence.certifier;

import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.stream.TopicCheck;
import io.ringfence.stream.pool.PoolTopics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of the certifiers that share a configuration, with those of their smoother pool. */
public final class CertifierTopics {

  private CertifierTopics() {}

  /**
   * Asks the broker as a certifier does at its start; the model is not loaded, and the certifiers'
   * own rights are not asked for: an operator need not have them.
   *
   * @param create whether missing topics may be created
   * @throws io.ringfence.stream.StreamException if there is no broker, a topic is missing or must
   *     not be seen, or topics that are written side by side differ in partitions
   */
  public static void check(CertifierConfiguration configuration, boolean create) {
    TopicCheck.run(
        Deployment.clients(configuration),
        Deployment.declarations(configuration),
        create,
        List.of());
    if (configuration.smoothing().pool().enabled()) {
      PoolConnection.check(configuration, create, List.of());
    }
  }

  /**
   * Asks the broker as a certifier does at its start, for its rights, too; nothing is made.
   *
   * @throws io.ringfence.stream.StreamException if there is no broker, a topic or a right is
   *     missing, or topics that are written side by side differ in partitions
   */
  public static void checkWithRights(CertifierConfiguration configuration) {
    TopicCheck.run(
        Deployment.clients(configuration),
        Deployment.declarations(configuration),
        /* create= */ false,
        Deployment.rights(configuration));
    if (configuration.smoothing().pool().enabled()) {
      PoolConnection.check(
          configuration, /* create= */ false, Deployment.poolRights(configuration));
    }
  }

  /** Their names, input first. */
  public static List<String> names(CertifierConfiguration configuration) {
    List<String> names = new ArrayList<>();
    for (NewTopic topic : Deployment.declarations(configuration).all()) {
      names.add(topic.name());
    }
    if (configuration.smoothing().pool().enabled()) {
      PoolTopics pool = PoolConnection.topics(configuration.topics());
      names.addAll(List.of(pool.tasks(), pool.results(), pool.withdrawals()));
    }
    return names;
  }
}
