package io.ringfence.stream;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.Distance;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.engine.CertificationSettings;
import io.ringfence.engine.CollectiveCell;
import io.ringfence.engine.GraphCertificate;
import io.ringfence.engine.StatusCounts;
import io.ringfence.engine.Survival;
import io.ringfence.graph.Epoch;
import io.ringfence.schemas.v1.Cell;
import io.ringfence.schemas.v1.Region;
import io.ringfence.schemas.v1.UpdatePosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Graph certificates from the engine's form to the contract's. */
final class GraphCertificateCodec {

  private final CertificationSettings settings;

  GraphCertificateCodec(CertificationSettings settings) {
    this.settings = settings;
  }

  io.ringfence.schemas.v1.GraphCertificate encode(
      LiveSession owner, GraphCertificate certificate, Instant now) {
    StatusCounts counts = certificate.counts();
    int nodes = counts.nodes();
    io.ringfence.schemas.v1.GraphCertificate.Builder record =
        io.ringfence.schemas.v1.GraphCertificate.newBuilder();
    owner
        .lastUpdate()
        .ifPresent(
            offset ->
                record.setLastUpdate(
                    UpdatePosition.newBuilder().setPartition(owner.partition()).setOffset(offset)));
    certificate.survival().ifPresent(last -> record.setSurvival(survival(last)));
    return record
        .setGraphId(owner.graphId())
        .setGraphVersion(certificate.version())
        .setEpoch(Math.toIntExact(certificate.epoch().map(Epoch::number).orElse(0L)))
        .setNodes(nodes)
        .setEdges(certificate.edges())
        .setCertified(counts.certified())
        .setPending(counts.pending())
        .setAbstained(counts.abstained())
        .setTargets(nodes)
        .setCertifiedRatio(nodes == 0 ? 1 : (double) counts.certified() / nodes)
        .addAllCells(certificate.cells().stream().map(this::cell).toList())
        .setSettled(certificate.settled())
        .setScheduleId(certificate.scheduleFingerprint())
        .setModelId(settings.modelFingerprint())
        .addAllRegions(regions(certificate))
        .setConfidence(ConfidenceRecords.of(settings.confidence()))
        .setIssuedAt(Timestamps.of(now))
        .setRadiusCap(settings.radiusCap())
        .build();
  }

  private static io.ringfence.schemas.v1.Survival survival(Survival last) {
    return io.ringfence.schemas.v1.Survival.newBuilder()
        .setUpdates(last.updates())
        .setHeld(last.held())
        .setShare(last.share())
        .setDisplaced(last.displaced())
        .setShortened(last.shortened())
        .setExpired(last.expired())
        .setRevoked(last.revoked())
        .build();
  }

  private Cell cell(CollectiveCell cell) {
    Cell.Builder record = Cell.newBuilder();
    if (cell.budget() instanceof Budget bits) {
      record.setAdditions(bits.additions()).setDeletions(bits.deletions());
    } else if (cell.budget() instanceof Distance distance) {
      record.setDistance(distance.value());
      settings.realNoise().map(RealNoiseRecords::norm).ifPresent(record::setNorm);
    }
    return record
        .setTargets(cell.targets())
        .setCertified(cell.certified())
        .setNaive(cell.naive())
        .setMethod(
            switch (cell.method()) {
              case NAIVE -> Cell.Method.NAIVE;
              case EXACT -> Cell.Method.EXACT;
              case EXACT_BOUND -> Cell.Method.EXACT_BOUND;
              case ENVELOPE -> Cell.Method.ENVELOPE;
              case ENVELOPE_SOLVER -> Cell.Method.ENVELOPE_SOLVER;
            })
        .setBound((double) cell.targets() - cell.certified())
        .build();
  }

  private static List<Region> regions(GraphCertificate certificate) {
    if (certificate.epoch().isEmpty()) {
      return List.of();
    }
    NoiseSchedule schedule = certificate.epoch().get().schedule();
    List<Region> regions = new ArrayList<>(schedule.regions());
    for (int c = 0; c < schedule.regions(); c++) {
      Region.Builder region =
          Region.newBuilder().setRegion(c).setNodes(certificate.regionSizes().get(c));
      if (schedule instanceof BinaryNoiseSchedule binary) {
        for (NoiseLevel level : binary.row(c)) {
          region.addAdditionNoise(level.addition()).addDeletionNoise(level.deletion());
        }
      } else if (schedule instanceof RealNoiseSchedule real) {
        region.setRealNoise(RealNoiseRecords.of(real, c));
      }
      regions.add(region.build());
    }
    return regions;
  }
}
