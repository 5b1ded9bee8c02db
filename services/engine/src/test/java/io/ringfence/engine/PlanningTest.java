package io.ringfence.engine;

import static io.ringfence.engine.CalmDeployment.apply;
import static io.ringfence.engine.CalmDeployment.certifyAll;
import static io.ringfence.engine.CalmDeployment.chain;
import static io.ringfence.engine.CalmDeployment.cut;
import static io.ringfence.engine.CalmDeployment.finish;
import static io.ringfence.engine.CalmDeployment.nodes;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.graph.GraphOp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is certified next, what is given up, and what a full epoch leaves waiting. */
class PlanningTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aTaskThatHasLostHalfOfItsNodesGoesOn() {
    GraphSession session = CalmDeployment.session(10);
    CertificationTask task = next(session);

    apply(session, chain(0, 5));

    assertThat(task.isCancelled()).isFalse();
    assertThat(finish(session, task).certificates()).hasSize(5);
  }

  @Test
  void aTaskThatHasLostAllOfItsNodesIsCancelled() {
    GraphSession session = CalmDeployment.session(10);
    CertificationTask task = next(session);

    apply(session, chain(0, 10));

    assertThat(task.isCancelled()).isTrue();
  }

  @Test
  void aTaskThatHasLostMostOfItsNodesIsCancelledButNeverTwiceInARow() {
    GraphSession session = CalmDeployment.session(10);
    CertificationTask first = next(session);
    apply(session, chain(0, 6));
    assertThat(first.isCancelled()).isTrue();
    session.abandon(first);

    CertificationTask second = next(session);
    assertThat(second.nodes()).isEqualTo(10);
    apply(session, cut(0, 6));
    assertThat(second.isCancelled()).as("the one after a cancelled one").isFalse();
    assertThat(finish(session, second).certificates()).hasSize(4);

    CertificationTask third = next(session);
    assertThat(third.nodes()).isEqualTo(6);
    apply(session, chain(0, 4));
    assertThat(third.isCancelled()).as("after a result").isTrue();
  }

  @Test
  void watchedNodesGoFirstThenThoseThatLostACertificateThenTheOthers() {
    assertThat(order(Duration.ofSeconds(1))).containsExactly("n2", "n3", "n0", "n1", "n4");
  }

  @Test
  void whoHasWaitedTooLongGoesBeforeThoseThatLostACertificate() {
    assertThat(order(Duration.ofSeconds(11))).containsExactly("n2", "n0", "n1", "n4", "n3");
  }

  /** Node 3 had a certificate until an edge to node 4 came; node 2 is watched now. */
  private static List<String> order(Duration later) {
    TaskLimits oneByOne = new TaskLimits(1, Long.MAX_VALUE, Duration.ofSeconds(10));
    GraphSession session = CalmDeployment.session(5);
    session.watch(List.of("n3"));
    finish(session, session.plan(oneByOne, START).orElseThrow());
    apply(session, chain(3, 5));
    session.watch(List.of("n2", "not there yet"));
    List<String> order = new ArrayList<>();
    for (int k = 0; k < 5; k++) {
      CertificationTask task = session.plan(oneByOne, START.plus(later)).orElseThrow();
      order.add("n" + task.targets().get(0).ordinal());
    }
    assertThat(session.plan(oneByOne, START.plus(later))).isEmpty();
    return order;
  }

  @Test
  void endangeredNodesGoBeforeThoseThatNeverHadACertificateTheOneWithLeastLeftFirst() {
    assertThat(orderOfEndangered(Duration.ofSeconds(1)))
        .containsExactly("n5", "n1", "n0", "n3", "n4", "n2", "n6");
  }

  @Test
  void whoHasWaitedTooLongGoesBeforeEndangeredNodes() {
    assertThat(orderOfEndangered(Duration.ofSeconds(11)))
        .containsExactly("n5", "n1", "n0", "n3", "n6", "n4", "n2");
  }

  /**
   * Nodes 1, 2 and 4 have lost more and more of their certificates, 0 and 3 have lost theirs, 5 and
   * 6 are new; 1 and 5 are watched.
   */
  private static List<String> orderOfEndangered(Duration later) {
    TaskLimits oneByOne = new TaskLimits(1, Long.MAX_VALUE, Duration.ofSeconds(10));
    GraphSession session = CalmDeployment.eagerSession(5);
    certifyAll(session);
    apply(
        session,
        List.of(
            new GraphOp.SetAttributes("n1", List.of(1)),
            new GraphOp.SetAttributes("n2", List.of(1, 2)),
            new GraphOp.SetAttributes("n4", List.of(1, 2, 3)),
            new GraphOp.PutEdge("n0", "n3")));
    apply(session, nodes(5, 7));
    session.watch(List.of("n1", "n5"));
    assertThat(session.counts()).isEqualTo(new StatusCounts(3, 4, 0));
    List<String> order = new ArrayList<>();
    Instant now = START;
    for (int k = 0; k < 7; k++) {
      CertificationTask task = session.plan(oneByOne, now).orElseThrow();
      order.add("n" + task.targets().get(0).ordinal());
      now = START.plus(later);
    }
    assertThat(session.plan(oneByOne, now)).isEmpty();
    return order;
  }

  @Test
  void theQueueTellsNodesByUrgencyThoseUnderWayIncludedAndThoseOfANextEpoch() {
    Duration patience = Duration.ofSeconds(10);
    GraphSession session = CalmDeployment.eagerSession(5);
    certifyAll(session);
    assertThat(session.queue(patience, START)).isEmpty();
    apply(
        session,
        List.of(
            new GraphOp.SetAttributes("n1", List.of(1)),
            new GraphOp.SetAttributes("n2", List.of(1, 2)),
            new GraphOp.PutEdge("n0", "n3")));
    apply(session, nodes(5, 7));
    session.watch(List.of("n1", "n5"));
    Map<WaitingKind, Integer> expected =
        Map.of(
            WaitingKind.WATCHED, 2,
            WaitingKind.LOST, 2,
            WaitingKind.ENDANGERED, 1,
            WaitingKind.NEW, 1);

    assertThat(session.queue(patience, START)).isEqualTo(expected);
    next(session);
    assertThat(session.queue(patience, START)).isEqualTo(expected);
    assertThat(session.queue(patience, START.plusSeconds(11)))
        .containsEntry(WaitingKind.OVERDUE, 3)
        .doesNotContainKey(WaitingKind.LOST);

    session.requestEpoch();
    EpochTask epoch = session.planEpoch().orElseThrow();
    session.settle(epoch, epoch.run());
    assertThat(
            session.queue(patience, START.plusSeconds(11)).values().stream().mapToInt(n -> n).sum())
        .isEqualTo(6 + 7);
  }

  @Test
  void aFullEpochLeavesNewcomersWaitingUntilTheNextTakesOverWithAllAtOnce() {
    GraphSession session = CalmDeployment.session(60);
    certifyAll(session);
    apply(session, nodes(60, 70));
    certifyAll(session);
    assertThat(session.counts()).isEqualTo(new StatusCounts(66, 4, 0));

    EpochTask epoch = session.planEpoch().orElseThrow();
    session.settle(epoch, epoch.run());
    assertThat(session.advance().certificates()).as("nothing is certified for it yet").isEmpty();
    certifyAll(session);
    assertThat(session.counts().certified()).as("in force until the switch").isEqualTo(66);
    SessionOutput opening = session.advance();

    assertThat(opening.openedEpoch()).isPresent();
    assertThat(opening.certificates()).hasSize(70);
    assertThat(opening.certificates())
        .allMatch(word -> word.status() instanceof NodeStatus.Certified);
    assertThat(session.counts()).isEqualTo(new StatusCounts(70, 0, 0));
  }

  @Test
  void aPlanThatFailedLeavesTheEpochAndAnotherIsMadeOnRequest() {
    GraphSession session = CalmDeployment.session(5);
    certifyAll(session);
    session.requestEpoch();
    EpochTask failed = session.planEpoch().orElseThrow();

    session.abandon(failed);

    assertThat(session.hasEpoch()).isTrue();
    assertThat(session.counts().certified()).isEqualTo(5);
    assertThat(session.planEpoch()).isEmpty();
    session.requestEpoch();
    assertThat(session.planEpoch()).isPresent();
  }

  @Test
  void tasksGrowWhileWorkIsLeftOverAndBeginSmallAgainAfterwards() {
    TaskGrowth growth = new TaskGrowth();
    List<Long> sizes = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      sizes.add(growth.next(1600));
      growth.planned(true);
    }
    growth.planned(false);
    sizes.add(growth.next(1600));

    assertThat(sizes).containsExactly(100L, 400L, 1600L, 1600L, 100L);
  }

  private static CertificationTask next(GraphSession session) {
    Optional<CertificationTask> task = session.plan(1000);
    return task.orElseThrow();
  }
}
