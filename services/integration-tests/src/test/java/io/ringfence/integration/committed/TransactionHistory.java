package io.ringfence.integration.committed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The committed transactions of a certifier group in their order. The order is that of the group's
 * positions, which lie in one partition and are part of every transaction.
 */
public final class TransactionHistory {

  private final CommittedReader reader;
  private final TransactionLog log;

  /**
   * @param dataDirectory where the broker keeps its logs
   */
  public TransactionHistory(String bootstrapServers, Path dataDirectory) {
    reader = new CommittedReader(bootstrapServers);
    log = new TransactionLog(dataDirectory);
  }

  /**
   * @param topics whose records are wanted
   * @throws IllegalStateException if a record was committed without a position of the group
   */
  public List<CommittedTransaction> of(String group, List<String> topics) throws IOException {
    Map<TransactionLog.Id, CommittedTransaction> transactions = new LinkedHashMap<>();
    for (CommittedReader.Position position : reader.positions(group)) {
      transactions
          .computeIfAbsent(
              log.of(position.at(), position.atOffset()),
              id -> new CommittedTransaction(new HashMap<>(), new HashMap<>()))
          .positions()
          .put(position.input(), position.offset());
    }
    for (String topic : topics) {
      for (ConsumerRecord<byte[], byte[]> record : reader.readAll(topic)) {
        CommittedTransaction transaction =
            transactions.get(
                log.of(new TopicPartition(topic, record.partition()), record.offset()));
        if (transaction == null) {
          throw new IllegalStateException(
              "Partition %d of '%s' has at offset %d a record whose transaction holds no position of group '%s'."
                  .formatted(record.partition(), topic, record.offset(), group));
        }
        transaction.records().computeIfAbsent(topic, t -> new ArrayList<>()).add(record);
      }
    }
    return List.copyOf(transactions.values());
  }
}
