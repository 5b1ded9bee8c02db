package io.ringfence.rights;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Asks the broker what it grants, since an exception names the resource and not the operation that
 * is refused. Only what the broker denies counts as missing, not what it does not know: topics that
 * do not exist, groups that nobody has joined yet. Rights to create and transactional ids are not
 * asked about; who is refused there knows which right it was.
 */
public final class RightsCheck {

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  private RightsCheck() {}

  /**
   * Those of the rights that the broker denies, in their order; waits for it.
   *
   * @throws KafkaException if it does not answer, or refuses the credentials
   */
  public static List<Right> missing(Admin admin, List<Right> rights) {
    Map<String, Set<AclOperation>> topics = topics(admin, names(rights, ResourceType.TOPIC));
    Set<String> groups = refusedGroups(admin, names(rights, ResourceType.GROUP));
    List<Right> missing = new ArrayList<>();
    for (Right right : rights) {
      Set<AclOperation> granted = topics.get(right.name());
      boolean denied =
          switch (right.type()) {
            case TOPIC ->
                granted != null
                    && right.operation() != AclOperation.CREATE
                    && !granted.contains(right.operation());
            case GROUP -> right.operation() == AclOperation.READ && groups.contains(right.name());
            default -> false;
          };
      if (denied) {
        missing.add(right);
      }
    }
    return missing;
  }

  private static Set<String> names(List<Right> rights, ResourceType type) {
    return rights.stream()
        .filter(right -> right.type() == type)
        .map(Right::name)
        .collect(Collectors.toSet());
  }

  /** What is granted, by topic; without those of which the broker says nothing. */
  private static Map<String, Set<AclOperation>> topics(Admin admin, Set<String> names) {
    Map<String, Set<AclOperation>> granted = new HashMap<>();
    DescribeTopicsOptions options =
        new DescribeTopicsOptions()
            .includeAuthorizedOperations(true)
            .timeoutMs((int) ANSWER_WITHIN.toMillis());
    admin
        .describeTopics(names, options)
        .topicNameValues()
        .forEach(
            (name, answer) -> {
              try {
                Set<AclOperation> operations = await(answer).authorizedOperations();
                if (operations != null) {
                  granted.put(name, operations);
                }
              } catch (ExecutionException e) {
                if (e.getCause() instanceof AuthorizationException) {
                  granted.put(name, Set.of());
                } else {
                  throwUnlessUnknown(e);
                }
              }
            });
    return granted;
  }

  /** Who may read in a group may see it; who may not see it may not read there. */
  private static Set<String> refusedGroups(Admin admin, Set<String> names) {
    Set<String> refused = new HashSet<>();
    DescribeConsumerGroupsOptions options =
        new DescribeConsumerGroupsOptions().timeoutMs((int) ANSWER_WITHIN.toMillis());
    admin
        .describeConsumerGroups(names, options)
        .describedGroups()
        .forEach(
            (name, answer) -> {
              try {
                var unused = await(answer);
              } catch (ExecutionException e) {
                if (e.getCause() instanceof AuthorizationException) {
                  refused.add(name);
                }
                // Any other failure is no answer: the group does not exist, or is of another kind.
              }
            });
    return refused;
  }

  private static void throwUnlessUnknown(ExecutionException e) {
    if (e.getCause() instanceof UnknownTopicOrPartitionException) {
      return;
    }
    throw e.getCause() instanceof KafkaException known
        ? known
        : new KafkaException(String.valueOf(e.getCause()));
  }

  private static <T> T await(KafkaFuture<T> answer) throws ExecutionException {
    try {
      return answer.get(2 * ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ExecutionException(
          new org.apache.kafka.common.errors.TimeoutException("The broker does not answer.", e));
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
