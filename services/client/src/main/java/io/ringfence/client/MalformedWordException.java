package io.ringfence.client;

/** A record that its topic's contract forbids; the message names topic, partition and offset. */
public final class MalformedWordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RecordPosition position;

  MalformedWordException(RecordPosition position, String reason) {
    super(
        "Record %d of partition %d of topic %s is not what the topic promises: %s"
            .formatted(position.offset(), position.partition(), position.topic(), reason));
    this.position = position;
  }

  /** Where the record lies. */
  public RecordPosition position() {
    return position;
  }
}
