package io.ringfence.engine;

import io.ringfence.certificates.VoteBound;
import io.ringfence.certificates.estimation.EarlierVotes;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a session remembers of one node beside the graph itself. */
final class NodeEntry {

  private final long ordinal;
  private final String id;
  private NodeStatus status;
  private final CertificationCount certifications;
  private long drawnAs;
  private long invalidBefore;
  private long waitingSince;
  private long certifiedIn;
  private boolean heldCertificate;
  private @Nullable Standing standing;
  private @Nullable EarlierVotes earlier;
  private long reachedAt;
  private OptionalInt saidLabel = OptionalInt.empty();
  private boolean endangered;
  private boolean stale;
  private boolean touched;
  private boolean unsaid;

  private NodeEntry(
      long ordinal,
      String id,
      NodeStatus status,
      CertificationCount certifications,
      long drawnAs,
      long version) {
    this.ordinal = ordinal;
    this.id = id;
    this.status = status;
    this.certifications = certifications;
    this.drawnAs = drawnAs;
    this.invalidBefore = version;
    this.waitingSince = version;
  }

  /** A node that is new at a graph version. */
  static NodeEntry arrived(long ordinal, String id, long version) {
    return new NodeEntry(
        ordinal,
        id,
        new NodeStatus.Pending(PendingReason.NEW_NODE),
        new CertificationCount(0),
        0,
        version);
  }

  /** A node as its last record leaves it. */
  static NodeEntry restored(NodeCertificate record) {
    NodeEntry entry =
        new NodeEntry(
            record.ordinal(),
            record.nodeId(),
            record.status(),
            new CertificationCount(record.certifications()),
            record.drawnAs(),
            record.version());
    entry.saidLabel = record.label();
    entry.learn(record.status());
    return entry;
  }

  /** The same node in the epoch after, of which nothing is known there; their count is one. */
  NodeEntry heir(long version) {
    NodeStatus pending = isPending() ? status : new NodeStatus.Pending(PendingReason.NEW_EPOCH);
    NodeEntry heir = new NodeEntry(ordinal, id, pending, certifications, 0, version);
    heir.heldCertificate = isCertified() || heldCertificate;
    return heir;
  }

  long ordinal() {
    return ordinal;
  }

  String id() {
    return id;
  }

  /** As it is to be published. */
  NodeStatus status() {
    Standing now = standing;
    if (now != null && status instanceof NodeStatus.Certified certified) {
      return certified.displaced(now.displacement().spent(), now.radii());
    }
    return status;
  }

  /** How often the node has been certified. */
  long certifications() {
    return certifications.value();
  }

  /** Which certification the present bound comes from; the last if there is none. */
  long drawnAs() {
    return isPending() ? certifications() : drawnAs;
  }

  /** Whether later samples promised less than the bound in force. */
  boolean hasDeclined() {
    return !isPending() && drawnAs != certifications();
  }

  /** Samples of graph versions before this one say nothing about the node any more. */
  long invalidBefore() {
    return invalidBefore;
  }

  /** Graph version since which the node waits for a certificate, however often it was reached. */
  long waitingSince() {
    return waitingSince;
  }

  /** Round since which the node has held a certificate without a break. */
  long certifiedIn() {
    return certifiedIn;
  }

  /** Whether the certificate that is missing now was there before: such nodes come first. */
  boolean heldCertificate() {
    return heldCertificate;
  }

  boolean isPending() {
    return status instanceof NodeStatus.Pending;
  }

  boolean isCertified() {
    return status instanceof NodeStatus.Certified;
  }

  /** The certificate as it was drawn; the node must hold one. */
  NodeStatus.Certified drawn() {
    return (NodeStatus.Certified) status;
  }

  boolean isAbstained() {
    return status instanceof NodeStatus.Abstained;
  }

  /** Graph version of the samples; the node must not be waiting. */
  long issuedAt() {
    return ((NodeStatus.Settled) status).issuedAt();
  }

  /** How the word on bits stands; null if it is on other attributes, or there is none. */
  @Nullable Standing standing() {
    return standing;
  }

  /** A restored word stands again. */
  void stand(Standing left) {
    standing = left;
  }

  /** What samples in this epoch have shown so far. */
  Optional<EarlierVotes> earlier() {
    return Optional.ofNullable(earlier);
  }

  private void learn(NodeStatus found) {
    if (found instanceof NodeStatus.Settled settled && settled.bound() instanceof VoteBound votes) {
      earlier = earlier == null ? EarlierVotes.of(votes) : earlier.then(votes);
    }
  }

  /** Graph version of the last change of attributes that reached the node. */
  long reachedAt() {
    return reachedAt;
  }

  void reach(long version) {
    reachedAt = version;
  }

  /** Whether the table lists the node among those whose certificate is endangered. */
  boolean isEndangered() {
    return endangered;
  }

  /** Whether the table lists the node among those that abstain and have changed since. */
  boolean isStale() {
    return stale;
  }

  /** Where the table lists the node from now on. */
  void renew(boolean listedEndangered, boolean listedStale) {
    endangered = listedEndangered;
    stale = listedStale;
  }

  /** Notes that something happened to the node; false if that is noted already. */
  boolean touch() {
    boolean first = !touched;
    touched = true;
    return first;
  }

  /** What happened has been looked at. */
  void untouch() {
    touched = false;
  }

  /** The last record of the node does not say what is to be said now. */
  void mustBeSaid() {
    unsaid = true;
  }

  /** Whether a record is due. */
  boolean isUnsaid() {
    return unsaid;
  }

  /** The label in the last record. */
  OptionalInt saidLabel() {
    return saidLabel;
  }

  /** A record has been made. */
  void said(OptionalInt label) {
    unsaid = false;
    saidLabel = label;
  }

  /** Nothing known of the node holds any more. */
  void invalidate(PendingReason reason, long version) {
    await(reason, version);
    invalidBefore = version;
  }

  /** The node has no word any more, but samples of its graph are as good as before. */
  void await(PendingReason reason, long version) {
    heldCertificate |= isCertified();
    if (!isPending()) {
      status = new NodeStatus.Pending(reason);
      waitingSince = version;
    }
    standing = null;
  }

  /** Takes the word of a new certification. */
  void settle(NodeStatus.Settled settled, @Nullable Standing left, long round) {
    if (!isCertified()) {
      certifiedIn = round;
    }
    status = settled;
    learn(settled);
    standing = left;
    drawnAs = certifications.increment();
    heldCertificate = false;
  }

  /** Counts a certification whose word is not taken. */
  void countUnused() {
    certifications.increment();
  }
}
