package io.ringfence.client;

/** Where a record lies. */
public record RecordPosition(String topic, int partition, long offset) {

  @Override
  public String toString() {
    return "%s-%d@%d".formatted(topic, partition, offset);
  }
}
