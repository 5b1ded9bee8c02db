package io.ringfence.stream;

import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.engine.CertificationResult;
import io.ringfence.engine.CertificationTask;
import io.ringfence.engine.CollectiveTask;
import io.ringfence.engine.EpochPlanner;
import io.ringfence.engine.EpochTask;
import java.time.Instant;
import java.util.List;

/** Work that came back. */
sealed interface Finished {

  LiveSession owner();

  /** A certification. */
  record Certification(
      LiveSession owner, CertificationTask task, CertificationResult result, Instant plannedAt)
      implements Finished {}

  /** A certification that threw. */
  record FailedCertification(LiveSession owner, CertificationTask task, Throwable cause)
      implements Finished {}

  /** Regions and schedule for a next epoch. */
  record Epoch(LiveSession owner, EpochTask task, EpochPlanner.EpochPlan plan, Instant plannedAt)
      implements Finished {}

  /** A choice of regions that threw. */
  record FailedEpoch(LiveSession owner, EpochTask task, Throwable cause) implements Finished {}

  /** A collective solution. */
  record Collective(
      LiveSession owner,
      CollectiveTask task,
      List<CollectiveCertificate> certificates,
      Instant plannedAt)
      implements Finished {

    public Collective {
      certificates = List.copyOf(certificates);
    }
  }

  /** A collective solution that threw. */
  record FailedCollective(LiveSession owner, CollectiveTask task, Throwable cause)
      implements Finished {}
}
