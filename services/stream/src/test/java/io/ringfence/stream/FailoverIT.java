package io.ringfence.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.NodeCertificate.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when instances come and go, the broker is away, or the clock is put. */
class FailoverIT {

  private static final String NODE =
      "{\"ops\":[{\"putNode\":{\"nodeId\":\"%s\",\"binary\":{\"ones\":[1]}}}]}";
  private static final List<String> GRAPHS = Stream.of("g0", "g1", "g2", "g3", "g4", "g5").toList();

  /** A whole minute in the profile of long tests. */
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("ringfence.faults.outage-seconds", 6));

  private static final Duration SHORT_OUTAGE = Duration.ofSeconds(3);

  private StreamFixture stream;

  @BeforeEach
  void startBroker(@TempDir Path folder) {
    stream = new StreamFixture(folder);
  }

  @AfterEach
  void stopBroker() {
    stream.close();
  }

  @Test
  void anInstanceOnStandbyTakesOverWithNothingLeftToRead() {
    List<CertifierEvent> ofTwo = new CopyOnWriteArrayList<>();
    CertifierLoop one =
        stream.start("one", new Failover(false, true), event -> {}, InstantSource.system());
    sendToAll("a", "b", "c");
    awaitAllCertified(3);
    stream.start("two", new Failover(true, true), ofTwo::add, InstantSource.system());
    await()
        .atMost(StreamFixture.PATIENCE)
        .until(() -> ofTwo.stream().anyMatch(CertifierEvent.Restored.class::isInstance));
    sendToAll("d");
    awaitAllCertified(4);
    long said = stream.read("node-certificates").size();
    int heard = ofTwo.size();
    await()
        .atMost(StreamFixture.PATIENCE)
        .until(
            () ->
                ofTwo.stream()
                    .skip(heard)
                    .anyMatch(
                        event ->
                            event instanceof CertifierEvent.StandingBy by
                                && by.partitions() == 1
                                && by.behind() == 0));

    StreamFixture.stop(one);
    sendToAll("e");

    awaitAllCertified(5);
    List<CertifierEvent.Restored> restored =
        ofTwo.stream()
            .filter(CertifierEvent.Restored.class::isInstance)
            .map(CertifierEvent.Restored.class::cast)
            .toList();
    assertThat(restored).hasSize(2);
    assertThat(restored.get(1).read()).isZero();
    assertThat(restored.get(1).nodes()).isPositive();
    assertThat(stream.read("node-certificates").size() - said).isEqualTo(2 * GRAPHS.size());
  }

  @Test
  void aRebalanceInTheMiddleOfACertificationLosesItsResultOnly() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Runnable wait =
        () -> {
          try {
            if (!go.await(60, TimeUnit.SECONDS)) {
              throw new IllegalStateException("not let go");
            }
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    stream.start("one", Encoding.JSON, TestEngine.factory(), TestEngine.smoother(wait));
    sendToAll("a");
    await()
        .atMost(StreamFixture.PATIENCE)
        .until(
            () ->
                stream.events.stream().filter(CertifierEvent.EpochOpened.class::isInstance).count()
                    == GRAPHS.size());

    stream.start("two", Encoding.JSON, TestEngine.factory(), TestEngine.smoother(wait));
    await()
        .atMost(StreamFixture.PATIENCE)
        .until(() -> stream.events.stream().anyMatch(CertifierEvent.Released.class::isInstance));
    go.countDown();

    awaitAllCertified(1);
    for (String graph : GRAPHS) {
      assertThat(statuses(graph + "/a")).filteredOn(Status.CERTIFIED::equals).as(graph).hasSize(1);
    }
  }

  @Test
  void aTransactionThatALostInstanceHadBegunDoesNotHoldUpItsSuccessor() {
    Standstill standstill = new Standstill(TransactionObserver.Step.AFTER_OFFSETS);
    CertifierLoop one =
        stream.start(
            "one",
            Map.of("max.poll.interval.ms", "4000", "session.timeout.ms", "6000"),
            Map.of("transaction.timeout.ms", "600000"),
            standstill);
    sendToAll("a");
    awaitAllCertified(1);
    standstill.comes();
    sendToAll("b");
    await().atMost(StreamFixture.PATIENCE).until(standstill::isThere);
    long began = System.nanoTime();

    stream.start("two", Encoding.BINARY);
    sendToAll("c");
    awaitAllCertified(3);
    System.out.printf(
        "FailoverIT: %.1f s from an open transaction of 10 min to its successor's certificates%n",
        (System.nanoTime() - began) / 1e9);
    standstill.ends();
    sendToAll("d");

    awaitAllCertified(4);
    await().atMost(StreamFixture.PATIENCE).until(() -> one.state() instanceof LoopState.Running);
    assertThat(stream.certificates().values())
        .allMatch(certificate -> certificate.getCertifications() == 1);
  }

  @Test
  void aBrokerThatGoesInTheMiddleOfATransactionLosesAndDoublesNothing() {
    Standstill standstill = new Standstill(TransactionObserver.Step.AFTER_SENDS);
    CertifierLoop loop = stream.start("one", Map.of(), Map.of(), standstill);
    sendToAll("a");
    awaitAllCertified(1);
    standstill.comes();
    sendToAll("b");
    await().atMost(StreamFixture.PATIENCE).until(standstill::isThere);
    sendToAll("c", "d");

    stream.stopBroker();
    standstill.ends();
    await().pollDelay(SHORT_OUTAGE).atMost(SHORT_OUTAGE.plusSeconds(10)).until(() -> true);
    stream.startBroker();
    sendToAll("e");

    awaitAllCertified(5);
    assertThat(loop.state()).isInstanceOf(LoopState.Running.class);
    for (String graph : GRAPHS) {
      for (String node : List.of("a", "b", "c", "d", "e")) {
        String key = graph + "/" + node;
        assertThat(statuses(key)).as(key).containsExactly(Status.PENDING, Status.CERTIFIED);
        assertThat(stream.certificate(key).getCertifications()).as(key).isEqualTo(1);
      }
      assertThat(stream.graph(graph).orElseThrow().getGraphVersion())
          .as("five updates and an epoch")
          .isEqualTo(6);
    }
    assertThat(stream.read("graph-updates.dlq")).isEmpty();
  }

  /** An instance that stands still in the middle of a transaction, as in a long pause of its VM. */
  private static final class Standstill implements TransactionObserver {
    private final Step place;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean comes;
    private volatile boolean there;

    Standstill(Step place) {
      this.place = place;
    }

    void comes() {
      comes = true;
    }

    boolean isThere() {
      return there;
    }

    void ends() {
      end.countDown();
    }

    @Override
    public void at(Step step) {
      if (comes && !there && step == place) {
        there = true;
        try {
          if (!end.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("not let go");
          }
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  @Test
  void inputGoesOnThoughTheHeapIsTakenForFullAllTheTime() {
    FlowLimits flow = new FlowLimits(1 << 20, Double.MIN_VALUE, 1 << 20, Duration.ofMillis(100));
    stream.start("one", flow);
    sendToAll("a", "b", "c");

    awaitAllCertified(3);
  }

  @Tag("faults")
  @Test
  void goesOnWhenTheBrokerWasAwayForLong() {
    CertifierLoop loop = stream.start("one", Encoding.JSON);
    sendToAll("a");
    awaitAllCertified(1);

    stream.stopBroker();
    await().pollDelay(OUTAGE).atMost(OUTAGE.plusSeconds(10)).until(() -> true);
    stream.startBroker();
    sendToAll("b");

    awaitAllCertified(2);
    assertThat(loop.state()).isInstanceOf(LoopState.Running.class);
    assertThat(stream.certificates().values())
        .allMatch(certificate -> certificate.getCertifications() == 1);
    System.out.printf(
        "FailoverIT: %d s without a broker, %d certificates as they were, 0 sampled anew%n",
        OUTAGE.toSeconds(), GRAPHS.size());
  }

  @Test
  void aClockThatJumpsStopsNothing() {
    stream.start("one", Failover.NONE, event -> {}, new JumpingClock());
    sendToAll("a");
    awaitAllCertified(1);

    stream.restartBroker();
    sendToAll("b");

    awaitAllCertified(2);
    assertThat(stream.certificates().values())
        .allMatch(certificate -> certificate.getCertifications() == 1);
  }

  /** Somewhere within a year of the truth, at every look somewhere else. */
  private static final class JumpingClock implements InstantSource {
    private final Random random = new Random(5);

    @Override
    public synchronized Instant instant() {
      return Instant.now().plusSeconds(random.nextInt(-31_000_000, 31_000_000));
    }
  }

  private void sendToAll(String... nodes) {
    for (String node : nodes) {
      GRAPHS.forEach(graph -> stream.send(graph, NODE.formatted(node)));
    }
  }

  private void awaitAllCertified(int nodesPerGraph) {
    await()
        .atMost(StreamFixture.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(stream.certificates())
                    .hasSize(nodesPerGraph * GRAPHS.size())
                    .allSatisfy(
                        (key, certificate) ->
                            assertThat(certificate.getStatus()).isEqualTo(Status.CERTIFIED)));
  }

  private List<Status> statuses(String key) {
    return stream.read("node-certificates").stream()
        .filter(record -> new String(record.key(), UTF_8).equals(key))
        .map(FailoverIT::status)
        .toList();
  }

  private static Status status(ConsumerRecord<byte[], byte[]> record) {
    return StreamFixture.decode(record, NodeCertificate.getDefaultInstance()).getStatus();
  }
}
