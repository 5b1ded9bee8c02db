package io.ringfence.engine;

import io.ringfence.graph.ElementChange;
import java.util.List;
import java.util.Optional;

/**
 * Everything that has changed, to be committed in one transaction with its cause.
 *
 * @param changes elements for the changelog
 * @param flips history of bits of written nodes, for the changelog; of the others nothing is kept
 * @param meta for the changelog, if it differs from before
 * @param openedEpoch for the changelog, if an epoch was opened
 * @param certificates new word on nodes
 * @param removedNodes ids of nodes that are gone: their certificates get tombstones
 * @param graphTouched whether {@link GraphSession#certificate()} differs from before; asked for
 *     once per transaction
 */
public record SessionOutput(
    List<ElementChange> changes,
    List<FlipHistory> flips,
    Optional<SessionMeta> meta,
    Optional<EpochLedger> openedEpoch,
    List<NodeCertificate> certificates,
    List<String> removedNodes,
    boolean graphTouched) {

  static final SessionOutput NOTHING =
      new SessionOutput(
          List.of(), List.of(), Optional.empty(), Optional.empty(), List.of(), List.of(), false);

  public SessionOutput {
    changes = List.copyOf(changes);
    flips = List.copyOf(flips);
    certificates = List.copyOf(certificates);
    removedNodes = List.copyOf(removedNodes);
  }

  /** Whether there is nothing to commit. */
  public boolean isEmpty() {
    return changes.isEmpty()
        && meta.isEmpty()
        && openedEpoch.isEmpty()
        && certificates.isEmpty()
        && removedNodes.isEmpty()
        && !graphTouched;
  }
}
