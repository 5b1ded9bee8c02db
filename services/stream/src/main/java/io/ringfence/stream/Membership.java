package io.ringfence.stream;

import io.ringfence.rights.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is in the group of certifiers, as the broker sees it, and what those who are not have left
 * behind. Used by the loop's thread alone.
 */
final class Membership implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

  private final StreamSettings settings;
  private final Set<String> outputs;
  private @Nullable Admin admin;

  Membership(StreamSettings settings) {
    this.settings = settings;
    Topics topics = settings.topics();
    this.outputs =
        Set.of(
            topics.nodeCertificates(),
            topics.graphCertificates(),
            topics.graphChangelog(),
            topics.deadLetters());
  }

  /**
   * Whether another process is in the group under the name of this instance. Who cannot find out
   * takes it for true.
   *
   * @param memberId of this process
   */
  boolean isReplaced(String memberId) {
    try {
      return members().stream()
          .filter(
              member -> member.groupInstanceId().filter(settings.instanceId()::equals).isPresent())
          .anyMatch(member -> !member.consumerId().equals(memberId));
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throwIfInterrupted(e);
      LOG.warn("The members of group {} are not known: {}", settings.group(), Causes.line(e));
      return true;
    }
  }

  /**
   * Ends the transactions that instances have left open which are in the group no longer: their
   * updates and state could be read only after {@code transaction.timeout.ms} and the broker's next
   * look. Such an instance, should it live on, begins anew ({@link Failures}). What cannot be ended
   * is waited for.
   */
  void endAbandoned() {
    try {
      Set<String> open = open();
      if (!open.isEmpty()) {
        members().forEach(member -> open.remove(transactionalId(member)));
      }
      if (!open.isEmpty()) {
        answer(admin().fenceProducers(open).all());
        LOG.atInfo()
            .addKeyValue("transactionalIds", open)
            .log("Transactions that lost instances had begun are ended");
      }
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throwIfInterrupted(e);
      if (Refusal.isRefusal(e)) {
        LOG.warn(
            "{} Transactions of lost instances are left to the broker.",
            Refusals.ofCertifier(settings).words(e).orElse(Causes.line(e)));
        return;
      }
      LOG.atInfo()
          .addKeyValue("cause", Causes.line(e))
          .log("Transactions of lost instances, if there are any, are left to the broker");
    }
  }

  private String transactionalId(MemberDescription member) {
    return settings.group() + "-" + member.groupInstanceId().orElse("");
  }

  /** Open transactions of this group by their names, other than this instance's. */
  private Set<String> open() throws ExecutionException, TimeoutException {
    ListTransactionsOptions ongoing =
        new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
    Set<String> named =
        answer(admin().listTransactions(ongoing).all()).stream()
            .map(TransactionListing::transactionalId)
            .filter(id -> id.startsWith(settings.group() + "-"))
            .filter(id -> !id.equals(settings.transactionalId()))
            .collect(Collectors.toSet());
    if (named.isEmpty()) {
      return named;
    }
    Map<String, TransactionDescription> described =
        answer(admin().describeTransactions(named).all());
    named.removeIf(id -> !isOfThisGroup(described.get(id)));
    return named;
  }

  /** Another group's name may begin like this one's. */
  private boolean isOfThisGroup(@Nullable TransactionDescription transaction) {
    return transaction != null
        && transaction.topicPartitions().stream()
            .map(TopicPartition::topic)
            .anyMatch(outputs::contains);
  }

  private List<MemberDescription> members() throws ExecutionException, TimeoutException {
    return answer(admin().describeConsumerGroups(Set.of(settings.group())).all()).values().stream()
        .flatMap(group -> group.members().stream())
        .toList();
  }

  private Admin admin() {
    Admin open = admin;
    if (open == null) {
      open = Admin.create(settings.clients().adminProperties());
      admin = open;
    }
    return open;
  }

  private static <T> T answer(KafkaFuture<T> future) throws ExecutionException, TimeoutException {
    try {
      return future.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static void throwIfInterrupted(Exception e) {
    if (e instanceof InterruptException interrupted) {
      throw interrupted;
    }
  }

  @Override
  public void close() {
    Admin open = admin;
    admin = null;
    if (open != null) {
      open.close(CLOSE_WITHIN);
    }
  }
}
