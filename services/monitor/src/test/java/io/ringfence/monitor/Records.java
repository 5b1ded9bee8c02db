package io.ringfence.monitor;

import com.google.protobuf.Timestamp;
import io.ringfence.schemas.v1.Cell;
import io.ringfence.schemas.v1.Confidence;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.NodeCertificate.Status;
import io.ringfence.schemas.v1.Radii;
import io.ringfence.schemas.v1.Region;
import io.ringfence.schemas.v1.RobustnessAlert;
import java.time.Instant;

/** Certificates that could have been published. */
public final class Records {

  public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private Records() {}

  public static NodeCertificate certified(
      String graphId, String nodeId, int additions, int deletions, long version) {
    return node(graphId, nodeId, Status.CERTIFIED, version).toBuilder()
        .setPredictedClass(Math.floorMod(nodeId.hashCode(), 3))
        .setVotes(95)
        .setSamples(100)
        .setSelectionSamples(10)
        .setLowerBound(0.9)
        .setFailureProbability(1e-6)
        .setSampledVersion(version)
        .setRadii(Radii.newBuilder().setAdditions(additions).setDeletions(deletions))
        .build();
  }

  public static NodeCertificate pending(String graphId, String nodeId, long version) {
    return node(graphId, nodeId, Status.PENDING, version).toBuilder()
        .setPendingReason(NodeCertificate.PendingReason.CHANGE_IN_RECEPTIVE_FIELD)
        .build();
  }

  public static NodeCertificate abstained(String graphId, String nodeId, long version) {
    return node(graphId, nodeId, Status.ABSTAINED, version);
  }

  /** The same, said in another epoch. */
  public static NodeCertificate inEpoch(int epoch, NodeCertificate record) {
    return record.toBuilder().setEpoch(epoch).build();
  }

  private static NodeCertificate node(String graphId, String nodeId, Status status, long version) {
    return NodeCertificate.newBuilder()
        .setGraphId(graphId)
        .setNodeId(nodeId)
        .setStatus(status)
        .setLabel(Math.floorMod(nodeId.hashCode(), 3))
        .setRegion(Math.floorMod(nodeId.hashCode(), 2))
        .setEpoch(1)
        .setScheduleId("s")
        .setModelId("m")
        .setGraphVersion(version)
        .setConfidence(Confidence.newBuilder().setAlpha(0.01))
        .setIssuedAt(time(NOON.plusMillis(version)))
        .build();
  }

  public static GraphCertificate graph(
      String graphId, int certified, int pending, int abstained, long version) {
    int nodes = certified + pending + abstained;
    GraphCertificate.Builder record =
        GraphCertificate.newBuilder()
            .setGraphId(graphId)
            .setGraphVersion(version)
            .setEpoch(1)
            .setNodes(nodes)
            .setEdges(2)
            .setCertified(certified)
            .setPending(pending)
            .setAbstained(abstained)
            .setTargets(nodes)
            .setCertifiedRatio(nodes == 0 ? 1 : (double) certified / nodes)
            .setSettled(pending == 0)
            .setScheduleId("s")
            .setModelId("m")
            .setConfidence(Confidence.newBuilder().setAlpha(0.01))
            .setRadiusCap(32)
            .setIssuedAt(time(NOON.plusMillis(version)));
    for (int a = 0; a <= 1; a++) {
      for (int d = 0; d <= 3; d++) {
        int stays = Math.max(0, certified - a - d);
        record.addCells(
            Cell.newBuilder()
                .setAdditions(a)
                .setDeletions(d)
                .setTargets(nodes)
                .setCertified(stays)
                .setNaive(stays / 2)
                .setMethod(Cell.Method.EXACT)
                .setBound((double) nodes - stays));
      }
    }
    for (int r = 0; r < 2; r++) {
      record.addRegions(
          Region.newBuilder()
              .setRegion(r)
              .setNodes(nodes / 2)
              .addAdditionNoise(0.01)
              .addAdditionNoise(0.02)
              .addDeletionNoise(0.6)
              .addDeletionNoise(0.9));
    }
    return record.build();
  }

  public static RobustnessAlert alert(
      String id, String graphId, RobustnessAlert.State state, Instant begun) {
    return RobustnessAlert.newBuilder()
        .setAlertId(id)
        .setGraphId(graphId)
        .setSubject("1")
        .setSubjectKind(RobustnessAlert.SubjectKind.REGION)
        .setRule("share")
        .setSeverity(RobustnessAlert.Severity.WARNING)
        .setState(state)
        .setFrom(0.9)
        .setTo(0.5)
        .setThreshold(0.8)
        .setUnit("share")
        .setCalculation("5 of 10 nodes")
        .setCause("Update 7")
        .setAt(time(begun))
        .setStartedAt(time(begun))
        .setNodes(5)
        .addNodeIds("a")
        .build();
  }

  private static Timestamp time(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }
}
