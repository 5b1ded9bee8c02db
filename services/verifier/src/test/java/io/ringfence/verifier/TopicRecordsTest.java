package io.ringfence.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.v1.Cell;
import io.ringfence.schemas.v1.Confidence;
import io.ringfence.schemas.v1.Eta;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.NodeCertificate.Classifier;
import io.ringfence.schemas.v1.NodeCertificate.Status;
import io.ringfence.schemas.v1.Radii;
import io.ringfence.schemas.v1.Region;
import io.ringfence.verifier.Verification.Verdict;
import io.ringfence.verifier.recomputation.Level;
import io.ringfence.verifier.recomputation.Schedule;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Records of a graph of two nodes and one region at noise (0, 1/2).
 *
 * <p>With all of 10 votes the bound is δ^(1/10), here δ = α/2 = 1/1024, hence exactly 1/2 for ten
 * and δ^(1/20) for twenty samples. Of d deleted bits a test on "all read as zero" has P = 2^-d, Q =
 * 1, so q* = 1 - 2^-(d+1).
 */
class TopicRecordsTest {
  private static final double BOUND = Math.sqrt(0.5) - 2e-10;
  private static final Schedule SCHEDULE =
      new Schedule(List.of(List.of(new Level(0, Level.ONE / 2))));
  private static final Confidence CONFIDENCE =
      Confidence.newBuilder()
          .setAlpha(1.0 / 512)
          .setScope(Confidence.Scope.JOINT)
          .setHorizon(Confidence.Horizon.VERSION)
          .build();

  @TempDir private Path folder = Path.of("");

  private static NodeCertificate node(String id) {
    return NodeCertificate.newBuilder()
        .setGraphId("g")
        .setNodeId(id)
        .setStatus(Status.CERTIFIED)
        .setClassifier(Classifier.VOTES)
        .setVotes(20)
        .setSamples(20)
        .setLowerBound(BOUND)
        .setFailureProbability(1.0 / 1024)
        .setEpochCapacity(2)
        .setConfidence(CONFIDENCE)
        .addEtas(
            Eta.newBuilder()
                .setOrder(2)
                .setDirection(Eta.Direction.FORWARD)
                .setValue(-Math.log(4 * BOUND * (1 - BOUND)) - 1e-12))
        .setRadii(Radii.newBuilder())
        .setRegion(0)
        .setScheduleId(SCHEDULE.fingerprint())
        .setEpoch(1)
        .setGraphVersion(3)
        .setSampledVersion(3)
        .setCertifications(1)
        .build();
  }

  private static GraphCertificate graph() {
    return GraphCertificate.newBuilder()
        .setGraphId("g")
        .setGraphVersion(3)
        .setEpoch(1)
        .setNodes(2)
        .setCertified(2)
        .setTargets(2)
        .setCertifiedRatio(1)
        .setSettled(true)
        .setRadiusCap(100)
        .addRegions(Region.newBuilder().setNodes(2).addAdditionNoise(0).addDeletionNoise(0.5))
        .setScheduleId(SCHEDULE.fingerprint())
        .setConfidence(CONFIDENCE)
        .addCells(cell(0, 2))
        .addCells(cell(1, 0))
        .build();
  }

  private static Cell cell(int deletions, int certified) {
    return Cell.newBuilder()
        .setDeletions(deletions)
        .setTargets(2)
        .setCertified(certified)
        .setNaive(certified)
        .setMethod(Cell.Method.EXACT)
        .setBound(2.0 - certified)
        .build();
  }

  private Verification verify(Message... records) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Message record : records) {
      lines.append(new String(Encoding.JSON.encode(record), UTF_8)).append('\n');
    }
    Path file = Files.writeString(folder.resolve("records.jsonl"), lines);
    return new Verifier(Verifier.USUAL_EFFORT, bytes -> {}).verify(List.of(file));
  }

  @Test
  void rightRecordsHoldInAnyOrder() throws IOException {
    Verification verification = verify(node("a"), graph(), node("b"));

    assertThat(verification.findings()).isEmpty();
    assertThat(verification.verdict()).as("%s", verification).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void binaryRecordsAfterTheirLengthAreReadToo() throws IOException {
    Path file = folder.resolve("records.bin");
    try (OutputStream out = Files.newOutputStream(file)) {
      graph().writeDelimitedTo(out);
      node("a").writeDelimitedTo(out);
      node("b").writeDelimitedTo(out);
    }

    Verification verification = new Verifier(1e6, bytes -> {}).verify(List.of(file));

    assertThat(verification.verdict()).as("%s", verification).isEqualTo(Verdict.HOLDS);
  }

  @ParameterizedTest
  @CsvSource({
    "lowerBound, LOWER_BOUND",
    "lower, LOWER_BOUND",
    "votes, LOWER_BOUND",
    "failure, FAILURE_PROBABILITY",
    "capacity, FAILURE_PROBABILITY",
    "eta, ETA",
    "radius, RADIUS",
    "region, RECORD"
  })
  void aWrongNumberOfANodeIsFound(String what, Check check) throws IOException {
    NodeCertificate.Builder wrong = node("b").toBuilder();
    switch (what) {
      case "lowerBound" -> wrong.setLowerBound(BOUND + 1e-9);
      case "lower" -> wrong.setLowerBound(BOUND - 1e-8);
      case "votes" -> wrong.setVotes(19);
      case "failure" -> wrong.setFailureProbability(1.0 / 1023);
      case "capacity" -> wrong.setEpochCapacity(3);
      case "eta" -> wrong.setEtas(0, wrong.getEtas(0).toBuilder().setValue(1.5));
      case "radius" -> wrong.setRadii(Radii.newBuilder().setDeletions(1));
      default -> wrong.setRegion(1);
    }

    Verification verification = verify(node("a"), graph(), wrong.build());

    assertThat(verification.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(verification.findings()).anyMatch(f -> f.check() == check);
  }

  @Test
  void aCollectiveNumberAboveTheTruthIsFound() throws IOException {
    UnaryOperator<GraphCertificate.Builder> wrong = g -> g.setCells(1, cell(1, 1));

    Verification verification =
        verify(wrong.apply(graph().toBuilder()).build(), node("a"), node("b"));

    assertThat(verification.findings())
        .extracting(Finding::check)
        .containsExactlyInAnyOrder(Check.NAIVE, Check.COLLECTIVE);
  }

  @Test
  void anotherNoiseLevelIsFoundByTheScheduleId() throws IOException {
    GraphCertificate.Builder wrong = graph().toBuilder();
    wrong.getRegionsBuilder(0).setDeletionNoise(0, 0.25);

    assertThat(verify(wrong.build()).findings()).extracting(Finding::field).contains("scheduleId");
  }

  @Test
  void withoutTheGraphRecordRadiiAreNotPassed() throws IOException {
    assertThat(verify(node("a")).verdict()).isEqualTo(Verdict.INCOMPLETE);
  }

  @Test
  void boundsOnScoresAreTakenAsGivenAndSaidToBe() throws IOException {
    NodeCertificate scores =
        node("a").toBuilder().setClassifier(Classifier.SCORES).clearVotes().build();

    Verification verification = verify(scores, node("b"), graph());

    assertThat(verification.verdict()).as("%s", verification).isEqualTo(Verdict.HOLDS);
    assertThat(verification.given()).isEqualTo(1);
  }

  @Test
  void textThatIsNoRecordIsNotPassed() throws IOException {
    Path file = Files.writeString(folder.resolve("x.jsonl"), "{\"a\":1}\n");

    assertThat(new Verifier(1, bytes -> {}).verify(List.of(file)).verdict())
        .isEqualTo(Verdict.NOTHING);
  }
}
