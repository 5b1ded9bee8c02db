package io.ringfence.engine;

import java.util.List;

/** What a {@link CertificationTask} found. */
public record CertificationResult(List<Settlement> settlements) {

  public CertificationResult {
    settlements = List.copyOf(settlements);
  }

  /** The new status of one node, if nothing has touched it since the task was planned. */
  public record Settlement(long ordinal, NodeStatus.Settled status) {}
}
