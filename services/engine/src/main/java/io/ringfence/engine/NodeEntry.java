package io.ringfence.engine;

/** What a session remembers of one node beside the graph itself. */
final class NodeEntry {

  private final long ordinal;
  private final String id;
  private NodeStatus status;
  private long certifications;
  private long revokedAt;
  private long settledIn;
  private boolean heldCertificate;

  private NodeEntry(
      long ordinal, String id, NodeStatus status, long certifications, long revokedAt) {
    this.ordinal = ordinal;
    this.id = id;
    this.status = status;
    this.certifications = certifications;
    this.revokedAt = revokedAt;
  }

  /** A node that is new at a graph version. */
  static NodeEntry arrived(long ordinal, String id, long version) {
    return new NodeEntry(ordinal, id, new NodeStatus.Pending(PendingReason.NEW_NODE), 0, version);
  }

  /** A node as its last record leaves it. */
  static NodeEntry restored(NodeCertificate record) {
    return new NodeEntry(
        record.ordinal(),
        record.nodeId(),
        record.status(),
        record.certifications(),
        record.version());
  }

  long ordinal() {
    return ordinal;
  }

  String id() {
    return id;
  }

  NodeStatus status() {
    return status;
  }

  /** How often the node has been certified. */
  long certifications() {
    return certifications;
  }

  /** Graph version of the last change within the receptive field. */
  long revokedAt() {
    return revokedAt;
  }

  /** Round in which the present status was settled. */
  long settledIn() {
    return settledIn;
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

  void revoke(PendingReason reason, long version) {
    heldCertificate |= isCertified();
    if (!isPending()) {
      status = new NodeStatus.Pending(reason);
    }
    revokedAt = version;
  }

  void settle(NodeStatus.Settled settled, long round) {
    status = settled;
    certifications++;
    settledIn = round;
    heldCertificate = false;
  }
}
