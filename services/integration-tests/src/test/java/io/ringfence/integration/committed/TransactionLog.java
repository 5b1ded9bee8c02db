package io.ringfence.integration.committed;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * Which transaction an offset belongs to. Kafka tells its clients not; but since every transaction
 * has an epoch of its producer to itself (KIP-890), the headers of the batches on the broker's disk
 * do.
 */
public final class TransactionLog {

  /** One transaction. */
  public record Id(long producer, int epoch) {}

  private static final int CONTROL = 1 << 5;
  private static final int TRANSACTIONAL = 1 << 4;
  private static final int CRC_BYTES = 4;
  private static final int TIMESTAMP_BYTES = 16;

  /** Bytes of a batch that its length counts and that lie before what follows the epoch. */
  private static final int BYTES_TO_EPOCH = 4 + 1 + CRC_BYTES + 2 + 4 + TIMESTAMP_BYTES + 8 + 2;

  private final Path dataDirectory;
  private final Map<TopicPartition, NavigableMap<Long, Id>> known = new HashMap<>();

  /**
   * @param dataDirectory where the broker keeps its logs
   */
  public TransactionLog(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
  }

  /** The transaction of a record that was written in one. */
  public Id of(TopicPartition partition, long offset) throws IOException {
    NavigableMap<Long, Id> batches = known.get(partition);
    if (batches == null || batches.isEmpty() || batches.lastKey() < offset) {
      batches = read(partition);
      known.put(partition, batches);
    }
    Map.Entry<Long, Id> batch = batches.ceilingEntry(offset);
    if (batch == null) {
      throw new IllegalStateException(
          "No transaction on the broker's disk holds offset %d of %s."
              .formatted(offset, partition));
    }
    return batch.getValue();
  }

  /** Transactions by the last offset of each batch. */
  private NavigableMap<Long, Id> read(TopicPartition partition) throws IOException {
    Path folder = dataDirectory.resolve(partition.toString());
    NavigableMap<Long, Id> batches = new TreeMap<>();
    Set<Id> ended = new HashSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> segments =
          files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
      for (Path segment : segments) {
        try (DataInputStream in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(segment)))) {
          readBatches(in, batches, ended);
        }
      }
    }
    return batches;
  }

  /** Headers by the layout of "Record Batch" in Kafka's protocol guide. */
  private static void readBatches(DataInputStream in, NavigableMap<Long, Id> batches, Set<Id> ended)
      throws IOException {
    while (true) {
      long base;
      try {
        base = in.readLong();
      } catch (EOFException e) {
        return;
      }
      int length = in.readInt();
      in.skipNBytes(4 + 1 + CRC_BYTES);
      int attributes = in.readShort();
      long last = base + in.readInt();
      in.skipNBytes(TIMESTAMP_BYTES);
      Id id = new Id(in.readLong(), in.readShort());
      in.skipNBytes(length - BYTES_TO_EPOCH);
      if ((attributes & CONTROL) != 0) {
        if (!ended.add(id)) {
          throw new IllegalStateException(
              "Two transactions share %s; the broker must have transaction.version 2."
                  .formatted(id));
        }
      } else if ((attributes & TRANSACTIONAL) != 0) {
        batches.put(last, id);
      }
    }
  }
}
