package io.ringfence.engine;

import java.util.OptionalInt;

/**
 * The current word on one node, as it is published.
 *
 * @param ordinal graph-wide number of the node, never given to another
 * @param label known class of the node, where one was given
 * @param region region of the current epoch, -1 before the first
 * @param epoch number of the epoch, 0 before the first
 * @param version graph version at which this was said; true until the next record of the node
 * @param certifications how often the node has been certified so far
 * @param drawnAs which of these certifications the bound comes from; the last, unless that one
 *     showed less than what was left of an earlier one
 * @param epochCapacity most nodes of the epoch, by which a joint α is divided; 0 before the first
 */
public record NodeCertificate(
    String nodeId,
    long ordinal,
    OptionalInt label,
    int region,
    long epoch,
    long version,
    long certifications,
    long drawnAs,
    long epochCapacity,
    NodeStatus status) {

  /** With the word of the last certification. */
  public NodeCertificate(
      String nodeId,
      long ordinal,
      OptionalInt label,
      int region,
      long epoch,
      long version,
      long certifications,
      long epochCapacity,
      NodeStatus status) {
    this(
        nodeId,
        ordinal,
        label,
        region,
        epoch,
        version,
        certifications,
        certifications,
        epochCapacity,
        status);
  }
}
