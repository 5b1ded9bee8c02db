package io.ringfence.monitor.feed;

import io.ringfence.rights.Refusal;
import io.ringfence.rights.Right;
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
 * Makes the topic of alerts where it is missing.
 *
 * @param replication -1 leaves it to the broker
 */
public record AlertTopic(Map<String, String> adminOptions, String name, short replication) {

  public AlertTopic {
    adminOptions = Map.copyOf(adminOptions);
  }

  /**
   * @param create whether it may be made
   * @throws KafkaException if Kafka cannot be reached or refuses, or the topic is missing and may
   *     not be made
   */
  public void check(boolean create) {
    try (Admin admin = Admin.create(Map.copyOf(adminOptions))) {
      if (admin.listTopics().names().get().contains(name)) {
        return;
      }
      if (!create) {
        throw new KafkaException("Topic %s does not exist; create it.".formatted(name));
      }
      admin.createTopics(List.of(declaration())).all().get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (!(cause instanceof TopicExistsException)) {
        throw new KafkaException(
            "Topic %s cannot be made (%s); create it, or grant the right to."
                .formatted(name, refusal().words(cause).orElse(cause.getMessage())),
            cause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while making topic %s.".formatted(name), e);
    }
  }

  /**
   * The topic as it is made: never compacted, whatever the broker's default is, since alerts of
   * several rules share a key.
   */
  public NewTopic declaration() {
    Optional<Short> replicas = replication < 0 ? Optional.empty() : Optional.of(replication);
    return new NewTopic(name, Optional.of(1), replicas).configs(Map.of("cleanup.policy", "delete"));
  }

  private Refusal refusal() {
    return Refusal.of(adminOptions, List.of(Right.topic(AclOperation.CREATE, name, "create it")));
  }
}
