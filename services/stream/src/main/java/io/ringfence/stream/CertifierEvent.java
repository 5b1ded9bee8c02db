package io.ringfence.stream;

import io.ringfence.engine.EpochLedger;
import io.ringfence.engine.GraphCertificate;
import io.ringfence.engine.NodeCertificate;
import io.ringfence.engine.NodeStatus;
import io.ringfence.engine.PendingReason;
import io.ringfence.engine.SessionOutput;
import io.ringfence.engine.StatusCounts;
import io.ringfence.engine.WaitingKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What happened in a {@link CertifierLoop}. */
public sealed interface CertifierEvent {

  /**
   * An update is part of its graph.
   *
   * @param producedAt timestamp of the update's record
   * @param version of the graph after it
   * @param trace the update's {@code traceparent}, if it had one
   */
  record Applied(
      String graphId,
      int partition,
      long offset,
      Instant producedAt,
      int ops,
      long version,
      Optional<String> trace)
      implements CertifierEvent {}

  /** What has changed in a graph and in the words on it, for whatever reason, was written. */
  record Said(String graphId, SessionOutput output) implements CertifierEvent {

    /** Nodes that had a settled status before. */
    public long revoked() {
      return output.certificates().stream().filter(Said::isRevocation).count();
    }

    private static boolean isRevocation(NodeCertificate certificate) {
      return certificate.status() instanceof NodeStatus.Pending pending
          && pending.reason() != PendingReason.NEW_NODE;
    }
  }

  /** An update became a dead letter. */
  record Rejected(
      Optional<String> graphId, int partition, long offset, DeadLetterReason reason, String message)
      implements CertifierEvent {}

  /**
   * A certification was taken in.
   *
   * @param nodes nodes with a new settled status
   * @param overtaken nodes of the task that an update had touched meanwhile
   * @param took from planning to commit
   */
  record Settled(String graphId, List<NodeCertificate> nodes, int overtaken, Duration took)
      implements CertifierEvent {

    public Settled {
      nodes = List.copyOf(nodes);
    }
  }

  /** A next epoch is being certified beside the one in force. */
  record EpochBegun(String graphId, Optional<String> reason) implements CertifierEvent {}

  /**
   * The fetching of updates stopped or goes on.
   *
   * @param reason why it stopped; empty if it goes on
   */
  record FetchingChanged(Optional<String> reason) implements CertifierEvent {}

  /** Regions and schedule of an epoch are in force, and with them its certificates. */
  record EpochOpened(String graphId, EpochLedger ledger, Duration took) implements CertifierEvent {}

  /** A collective solution was taken in. */
  record CollectiveSettled(String graphId, Duration took) implements CertifierEvent {}

  /** The word on a graph as it was committed last. */
  record GraphSpoken(String graphId, GraphCertificate certificate) implements CertifierEvent {}

  /**
   * A transaction was committed.
   *
   * @param inputs updates in it
   * @param records records written
   * @param took from the first send to the end of the commit
   */
  record Committed(int inputs, int records, Duration took) implements CertifierEvent {}

  /** A transaction left no trace; its graphs are restored and its updates are read again. */
  record Aborted(String cause) implements CertifierEvent {}

  /** Graphs are being read back; told when it begins and every second. */
  record Restoring(RestoreProgress progress) implements CertifierEvent {}

  /**
   * Graphs of a partition are there as they were committed.
   *
   * @param read offsets of the state topics that were read for it since it was assigned; few if
   *     they were followed on standby
   * @param counts nodes by status of each graph
   */
  record Restored(
      int partition,
      int graphs,
      int nodes,
      long read,
      Duration took,
      Map<String, StatusCounts> counts)
      implements CertifierEvent {

    public Restored {
      counts = Map.copyOf(counts);
    }
  }

  /**
   * The graphs of other instances are followed; told every second.
   *
   * @param partitions that are followed
   * @param behind offsets that are not read yet
   */
  record StandingBy(int partitions, long behind) implements CertifierEvent {}

  /** Partitions belong to another instance now. */
  record Released(Set<Integer> partitions) implements CertifierEvent {}

  /**
   * What is to be certified and what is under way; told every second.
   *
   * @param queue nodes by urgency; kinds of which there are none may lack
   * @param certifications tasks that have not come back
   * @param others collective solutions and choices of regions that have not come back
   */
  record Planned(Map<WaitingKind, Integer> queue, int certifications, int others)
      implements CertifierEvent {

    public Planned {
      queue = Map.copyOf(queue);
    }
  }

  /** A certification, a collective solution or the choice of regions failed; it is tried again. */
  record TaskFailed(String graphId, Throwable cause) implements CertifierEvent {}
}
