package io.ringfence.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.certificates.Radii;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replays random update streams on graphs so small that every noisy graph can be enumerated, with
 * several of them in one transaction, certifications overtaken by updates, epochs and restarts, and
 * checks after every committed output that each CERTIFIED record and each collective number is true
 * of the graph as it is.
 */
class StreamOracleTest {

  private static final int STREAMS_PER_SEED = Integer.getInteger("ringfence.oracle.streams", 170);
  private static final int STEPS = 80;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyCertifiedRecordIsTrueOfTheCommittedGraph(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Tally tally = new Tally();
    for (int stream = 0; stream < STREAMS_PER_SEED; stream++) {
      new Stream(random.split(), tally).run();
    }
    System.out.println(
        "%d streams: %d records checked, %d of them displaced, %d cells; %d epochs opened with %d certificates in place of as many; of %d certificates that attribute changes reached %.1f %% survived"
            .formatted(
                STREAMS_PER_SEED,
                tally.records,
                tally.displacedRecords,
                tally.cells,
                tally.epochs,
                tally.carried,
                tally.displaced + tally.expired,
                100.0 * tally.displaced / (tally.displaced + tally.expired)));
    assertThat(tally.records).as("records that said CERTIFIED and were checked").isPositive();
    assertThat(tally.displacedRecords).as("records with a displacement").isPositive();
    assertThat(tally.cells).as("collective numbers above zero").isPositive();
    assertThat(tally.carried).as("certificates that an epoch opened with").isPositive();
    assertThat(tally.displaced).isPositive();
    assertThat(tally.expired).isPositive();
  }

  private static final class Tally {
    private int records;
    private int displacedRecords;
    private int cells;
    private int displaced;
    private int expired;
    private int epochs;
    private int carried;
  }

  /** What the enumerated predictions depend on beside the attributes. */
  private record Structure(
      List<Long> ordinals, List<Integer> regions, SparseRows neighbours, NoiseSchedule schedule) {

    static Structure of(Subgraph graph, NoiseSchedule schedule) {
      return new Structure(
          IntStream.range(0, graph.nodes()).mapToObj(graph::ordinal).toList(),
          IntStream.range(0, graph.nodes()).mapToObj(graph::region).toList(),
          graph.neighbours(),
          schedule);
    }
  }

  /** One session, its committed topics, and an adversarial schedule of what happens to it. */
  private static final class Stream {
    private final SplittableRandom random;
    private final Tally tally;
    private final TinyDeployment deployment;
    private final CommittedTopics topics = new CommittedTopics();
    private final boolean churn;
    private final boolean calm;
    private GraphSession session;
    private List<Runnable> underWay = new ArrayList<>();
    private boolean changed;
    private @Nullable Structure structure;
    private @Nullable EnumerationOracle oracle;

    Stream(SplittableRandom random, Tally tally) {
      this.random = random;
      this.tally = tally;
      churn = random.nextBoolean();
      calm = random.nextBoolean();
      deployment = new TinyDeployment(random);
      session = deployment.empty();
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        changed = false;
        act();
        if (changed) {
          check();
        }
      }
    }

    private void act() {
      if (session.version() < 8) {
        update();
        return;
      }
      switch (random.nextInt(9)) {
        case 0 -> update();
        case 1, 2 -> updateUnlessCalm();
        case 3 -> planEpochOrFinish();
        case 4, 5 -> planOrFinish();
        case 6 -> planCollective();
        case 7 -> advance();
        default -> seldom();
      }
    }

    /** In half of the streams work gets on: updates overtake little of it. */
    private void updateUnlessCalm() {
      if (!calm) {
        update();
      } else if (random.nextBoolean()) {
        planOrFinish();
      } else {
        advance();
      }
    }

    /** Epochs are planned, certified and opened beside everything else. */
    private void planEpochOrFinish() {
      if (random.nextInt(4) == 0) {
        session.requestEpoch();
      }
      Optional<EpochTask> task = session.planEpoch();
      if (task.isEmpty()) {
        finish();
        return;
      }
      GraphSession planned = session;
      var plan = task.get().run();
      underWay.add(
          () -> {
            if (session == planned) {
              commit(session.settle(task.get(), plan));
            }
          });
    }

    private void advance() {
      int certified = session.counts().certified();
      SessionOutput output = session.advance();
      commit(output);
      if (output.openedEpoch().isPresent()) {
        tally.epochs++;
        tally.carried += Math.min(certified, session.counts().certified());
      }
    }

    private void seldom() {
      if (random.nextInt(4) == 0) {
        underWay = new ArrayList<>();
        session = deployment.restore(topics.restored());
      } else if (random.nextInt(8) == 0 && session.counts().nodes() > 0) {
        commit(session.openEpoch());
      }
    }

    private void update() {
      boolean settled = churn && session.version() >= 8 && random.nextInt(20) > 0;
      long version = session.version();
      for (int batch = 1 << random.nextInt(4); batch > 0; batch--) {
        session.apply(settled ? deployment.attributes() : deployment.update());
      }
      commit(session.speak());
      if (session.version() > version) {
        Survival survival = session.certificate().survival().orElseThrow();
        tally.displaced += survival.displaced();
        tally.expired += survival.expired();
        assertThat(survival.updates()).isEqualTo(session.version() - version);
        assertThat(session.counts().certified()).isEqualTo(survival.survived());
      }
    }

    private void planOrFinish() {
      Optional<CertificationTask> task =
          session.plan(1 + random.nextInt(TinyDeployment.MOST_NODES));
      if (task.isPresent()) {
        CertificationResult result = task.get().run(deployment.smoother());
        underWay.add(() -> commit(session.settle(task.get(), result)));
      } else {
        finish();
      }
    }

    private void planCollective() {
      Optional<CollectiveTask> task = session.planCollective();
      task.ifPresent(
          planned -> {
            var result = planned.run();
            underWay.add(() -> commit(session.settle(planned, result)));
          });
      if (task.isEmpty()) {
        finish();
      }
    }

    private void finish() {
      if (!underWay.isEmpty()) {
        underWay.remove(random.nextInt(underWay.size())).run();
      }
    }

    private void commit(SessionOutput output) {
      changed |= !output.isEmpty();
      topics.commit(session, output);
    }

    private void check() {
      Subgraph graph = session.whole();
      if (graph.nodes() == 0 || session.certificate().epoch().isEmpty()) {
        return;
      }
      EnumerationOracle known = oracle(graph);
      int code = EnumerationOracle.code(graph);
      for (NodeCertificate record : topics.certificates().values()) {
        if (record.status() instanceof NodeStatus.Certified certified) {
          checkRecord(known, graph.local(record.ordinal()), code, certified);
        }
      }
      topics.graph().ifPresent(record -> checkGraph(known, code, record));
    }

    private EnumerationOracle oracle(Subgraph graph) {
      BinaryNoiseSchedule schedule =
          BinaryNoiseSchedule.require(session.certificate().epoch().orElseThrow().schedule());
      Structure now = Structure.of(graph, schedule);
      EnumerationOracle known = oracle;
      if (known == null || !now.equals(structure)) {
        known = new EnumerationOracle(deployment.model(), graph, schedule, deployment.classifier());
        oracle = known;
        structure = now;
      }
      return known;
    }

    private void checkRecord(
        EnumerationOracle known, int node, int code, NodeStatus.Certified certified) {
      assertThat(known.prediction(node, code)).isEqualTo(certified.bound().predictedClass());
      Radii radii = (Radii) certified.radii();
      assertThat(known.survives(node, code, new Budget(radii.additions(), 0))).isTrue();
      assertThat(known.survives(node, code, new Budget(0, radii.deletions()))).isTrue();
      tally.records++;
      tally.displacedRecords += certified.displaced().isPresent() ? 1 : 0;
    }

    private void checkGraph(EnumerationOracle known, int code, GraphCertificate record) {
      assertThat(record.version()).isEqualTo(session.version());
      for (CollectiveCell cell : record.cells()) {
        assertThat(cell.certified()).isGreaterThanOrEqualTo(cell.naive());
        assertThat(known.fewestUnchanged(code, (Budget) cell.budget()))
            .isGreaterThanOrEqualTo(cell.certified());
        tally.cells += cell.certified() > 0 ? 1 : 0;
      }
    }
  }
}
