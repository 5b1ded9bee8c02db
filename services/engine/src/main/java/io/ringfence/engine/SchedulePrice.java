package io.ringfence.engine;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.LinearCertificates;
import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.certificates.VoteCertificates;

/** What changes cost under one schedule: thresholds and weights, computed once per epoch. */
record SchedulePrice(VoteCertificates exact, LinearCertificates linear) {

  static SchedulePrice of(NoiseSchedule schedule) {
    BinaryNoiseSchedule levels = BinaryNoiseSchedule.require(schedule);
    return new SchedulePrice(new VoteCertificates(levels), new LinearCertificates(levels));
  }
}
