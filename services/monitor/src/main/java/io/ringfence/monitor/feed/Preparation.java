package io.ringfence.monitor.feed;

import io.ringfence.rights.Refusal;
import io.ringfence.rights.Right;
import io.ringfence.rights.RightsCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes sure, before anything is read, that the monitor has its rights, and makes the topic of
 * alerts where it is missing.
 *
 * @param rights that the monitor needs
 * @param alerts name of the topic
 * @param create whether it may be made
 * @param replication -1 leaves it to the broker
 */
public record Preparation(
    Map<String, String> adminOptions,
    List<Right> rights,
    String alerts,
    boolean create,
    short replication) {

  public Preparation {
    adminOptions = Map.copyOf(adminOptions);
    rights = List.copyOf(rights);
  }

  /**
   * @throws KafkaException if Kafka cannot be reached or refuses; names all rights that are missing
   */
  void run() {
    try (Admin admin = Admin.create(Map.copyOf(adminOptions))) {
      List<Right> missing = RightsCheck.missing(admin, rights);
      if (!missing.isEmpty()) {
        throw new KafkaException(refusal().words(missing));
      }
      if (create && !admin.listTopics().names().get().contains(alerts)) {
        Optional<Short> replicas = replication < 0 ? Optional.empty() : Optional.of(replication);
        admin.createTopics(List.of(new NewTopic(alerts, Optional.of(1), replicas))).all().get();
      }
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (!(cause instanceof TopicExistsException)) {
        throw new KafkaException(
            "Topic %s cannot be made (%s); create it, or grant the right to."
                .formatted(alerts, refusal().words(cause).orElse(cause.getMessage())),
            cause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while making topic %s.".formatted(alerts), e);
    }
  }

  /** What is refused while a topic is made. */
  private Refusal refusal() {
    return Refusal.of(adminOptions, List.of(Right.topic(AclOperation.CREATE, alerts, "create it")));
  }
}
