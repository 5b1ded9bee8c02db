package io.ringfence.client;

import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.RobustnessAlert;
import java.time.Instant;
import java.util.Optional;

/** One committed record, decoded; the last word on its key until the next. */
public sealed interface Word {

  /** Where it lies. */
  RecordPosition position();

  /** When it was written. */
  Instant at();

  /**
   * What is certified of a node.
   *
   * @param traceparent trace context (W3C) of the update behind it, if it carried one
   */
  record OfNode(
      RecordPosition position,
      Instant at,
      NodeCertificate certificate,
      Optional<String> traceparent)
      implements Word {}

  /** A node is gone: nothing is said of it any more. */
  record NodeGone(RecordPosition position, Instant at, String graphId, String nodeId)
      implements Word {}

  /**
   * What is certified of a graph as a whole.
   *
   * @param traceparent trace context (W3C) of the last update behind it that carried one
   */
  record OfGraph(
      RecordPosition position,
      Instant at,
      GraphCertificate certificate,
      Optional<String> traceparent)
      implements Word {}

  /** A graph is gone. */
  record GraphGone(RecordPosition position, Instant at, String graphId) implements Word {}

  /** An alert began or ended. */
  record OfAlert(RecordPosition position, Instant at, RobustnessAlert alert) implements Word {}

  /** A record of a topic that was asked for beside; as it is. */
  record Other(RecordPosition position, Instant at, Bytes key, Bytes value) implements Word {}

  /**
   * A record that is not what its topic promises. It is passed over; whoever would rather stop
   * throws {@link #failure}.
   *
   * @param reason what is wrong with it
   */
  record Malformed(RecordPosition position, Instant at, String reason) implements Word {

    /** The same as an exception. */
    public MalformedWordException failure() {
      return new MalformedWordException(position, reason);
    }
  }
}
