package io.ringfence.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.Perturbation;
import io.ringfence.certificates.Radii;
import io.ringfence.certificates.VoteCertificates;
import io.ringfence.certificates.VoteTally;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.NodeState;
import io.ringfence.graph.ReceptiveField;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import io.ringfence.graph.region.NoiseRange;
import io.ringfence.graph.region.NoiseSchedules;
import io.ringfence.graph.region.RegionPlanner;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random streams in transactions of several updates, with certifications that are overtaken,
 * restarts, refunds and bits that expire certificates: after every transaction each word is the one
 * that is found by judging it from scratch, by the attributes then and now instead of by counts.
 */
class RejudgementTest {

  private static final int NODES = 30;
  private static final int BITS = 6;
  private static final int REGIONS = 3;
  private static final int CAP = 12;
  private static final int STEPS = 120;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyWordIsTheOneThatIsFoundFromScratch(long seed) {
    Stream stream = new Stream(new SplittableRandom(seed));
    stream.load();
    for (int step = 0; step < STEPS; step++) {
      stream.step();
    }
    assertThat(stream.unchanged).as("certificates judged and left as they were").isPositive();
    assertThat(stream.shortened).as("certificates that lost radii").isPositive();
    assertThat(stream.restored).as("certificates that got radii back").isPositive();
    assertThat(stream.expired).as("certificates that were used up").isPositive();
    assertThat(stream.abstained).as("abstentions that stood").isPositive();
  }

  private static final class Stream {
    private final SplittableRandom random;
    private final CertificationSettings settings;
    private final MasterSeed seed = new MasterSeed(3);
    private final CommittedTopics topics = new CommittedTopics();
    private final Map<Long, TreeMap<Long, Set<Integer>>> attributes = new HashMap<>();
    private final Deque<GraphOp> back = new ArrayDeque<>();
    private Map<String, NodeCertificate> before = new HashMap<>();
    private GraphSession session;
    private List<Runnable> underWay = new ArrayList<>();
    private int unchanged;
    private int shortened;
    private int restored;
    private int expired;
    private int abstained;

    Stream(SplittableRandom random) {
      this.random = random;
      settings =
          new CertificationSettings(
              "settings",
              "model",
              new AttributeSpec(AttributeSpec.Kind.BINARY, BITS),
              new ReceptiveField(2, 2),
              new GraphLimits(NODES, 1_000, 100, 100, 10_000, 10),
              new Confidence(0.01, Confidence.Scope.JOINT, Confidence.Horizon.FOREVER),
              Optional.empty(),
              SamplingRule.fixed(Classifier.VOTES, 50, 20_000),
              CAP,
              List.of(new Budget(0, 1)),
              Duration.ofSeconds(1),
              4,
              new RenewalRule(random.nextInt(3) / 2.0, 1 + random.nextInt(3)));
      session = GraphSession.empty("g", settings, this::plan, seed);
    }

    private EpochPlanner.EpochPlan plan(Subgraph graph, List<String> nodeIds) {
      var regions = RegionPlanner.balanced(REGIONS, 1).plan(graph.neighbours());
      return new EpochPlanner.EpochPlan(
          regions,
          NoiseSchedules.byRank(
              regions.ranks(), new NoiseRange(0.05, 0.1), new NoiseRange(0.5, 0.9)));
    }

    void load() {
      List<GraphOp> ops = new ArrayList<>();
      for (int n = 0; n < NODES; n++) {
        ops.add(new GraphOp.PutNode(id(n), new BinaryAttributes(bits()), OptionalInt.empty()));
      }
      for (int n = 1; n < NODES; n++) {
        ops.add(new GraphOp.PutEdge(id(n), id(random.nextInt(n))));
      }
      session.apply(new GraphUpdate(ops));
      commit(session.speak());
      commit(session.openEpochIfDue());
      remember();
    }

    void step() {
      switch (random.nextInt(10)) {
        case 0, 1 -> certify();
        case 2, 3 -> finish();
        case 4 -> restart();
        default -> update();
      }
      remember();
    }

    private void update() {
      boolean structure = random.nextInt(12) == 0;
      for (int batch = 1 + random.nextInt(8); batch > 0; batch--) {
        session.apply(new GraphUpdate(List.of(structure ? edge() : flip())));
      }
      commit(session.speak());
      rejudge();
    }

    /** Turns a bit over, or back. */
    private GraphOp flip() {
      if (back.size() > 4 || (!back.isEmpty() && random.nextBoolean())) {
        return back.remove();
      }
      String node = id(random.nextInt(NODES));
      List<Integer> bit = List.of(random.nextInt(BITS));
      GraphOp set = new GraphOp.SetAttributes(node, bit);
      GraphOp clear = new GraphOp.ClearAttributes(node, bit);
      boolean one =
          Objects.requireNonNull(topics.attributes().get(node)).ones().contains(bit.get(0));
      back.add(one ? set : clear);
      return one ? clear : set;
    }

    private GraphOp edge() {
      int node = 1 + random.nextInt(NODES - 1);
      return random.nextBoolean()
          ? new GraphOp.PutEdge(id(node), id(random.nextInt(node)))
          : new GraphOp.RemoveEdge(id(node), id(random.nextInt(node)));
    }

    private void certify() {
      session
          .plan(1 + random.nextInt(NODES))
          .ifPresent(
              task -> {
                CertificationResult result = task.run(new DrawnUp());
                underWay.add(() -> commit(session.settle(task, result)));
              });
    }

    private void finish() {
      if (!underWay.isEmpty()) {
        underWay.remove(random.nextInt(underWay.size())).run();
      }
    }

    private void restart() {
      underWay = new ArrayList<>();
      session = GraphSession.restore("g", settings, this::plan, seed, topics.restored());
    }

    private void commit(SessionOutput output) {
      topics.commit(session, output);
    }

    private void remember() {
      LiveGraph graph = graph();
      for (long ordinal : graph.ordinals()) {
        NodeState node = graph.node(ordinal);
        attributes
            .computeIfAbsent(ordinal, o -> new TreeMap<>())
            .put(session.version(), new HashSet<>(((BinaryAttributes) node.attributes()).ones()));
      }
      before = new HashMap<>(topics.certificates());
    }

    private LiveGraph graph() {
      return LiveGraph.restore(
          settings.attributes(),
          settings.limits(),
          settings.field(),
          topics.restored().nodes(),
          topics.restored().edges(),
          topics.restored().meta().version(),
          topics.restored().meta().nextOrdinal(),
          topics.restored().ledger().map(EpochLedger::epoch));
    }

    private void rejudge() {
      LiveGraph graph = graph();
      VoteCertificates certificates =
          new VoteCertificates(BinaryNoiseSchedule.require(graph.epoch().orElseThrow().schedule()));
      for (NodeCertificate now : topics.certificates().values()) {
        NodeCertificate then = before.get(now.nodeId());
        if (then != null && !isRevoked(now)) {
          rejudge(graph, certificates, then, now);
        }
      }
    }

    private static boolean isRevoked(NodeCertificate word) {
      return word.status() instanceof NodeStatus.Pending pending
          && pending.reason() != PendingReason.DISPLACED;
    }

    private void rejudge(
        LiveGraph graph, VoteCertificates certificates, NodeCertificate then, NodeCertificate now) {
      if (then.status() instanceof NodeStatus.Abstained) {
        assertThat(now).isEqualTo(then);
        abstained++;
      }
      if (!(then.status() instanceof NodeStatus.Certified drawn)) {
        return;
      }
      Perturbation spent = spent(graph, now.ordinal(), drawn.issuedAt());
      int region = graph.region(now.ordinal());
      if (!certificates.robust(region, drawn.bound(), spent, new Budget(0, 0))) {
        assertThat(now.status()).isEqualTo(new NodeStatus.Pending(PendingReason.DISPLACED));
        expired++;
        return;
      }
      assertThat(now.status()).isInstanceOf(NodeStatus.Certified.class);
      NodeStatus.Certified left = (NodeStatus.Certified) now.status();
      assertThat(left.radii()).isEqualTo(certificates.radii(region, drawn.bound(), spent, CAP));
      int had = sum(drawn);
      int has = sum(left);
      unchanged += has == had ? 1 : 0;
      shortened += has < had ? 1 : 0;
      restored += has > had ? 1 : 0;
    }

    private static int sum(NodeStatus.Certified word) {
      Radii radii = (Radii) word.radii();
      return radii.additions() + radii.deletions();
    }

    /** By the attributes at the version of the samples and now. */
    private Perturbation spent(LiveGraph graph, long ordinal, long version) {
      int[] added = new int[REGIONS];
      int[] deleted = new int[REGIONS];
      for (long source : graph.seenBy(ordinal)) {
        TreeMap<Long, Set<Integer>> known = attributes.getOrDefault(source, new TreeMap<>());
        Set<Integer> then = Objects.requireNonNull(known.floorEntry(version)).getValue();
        Set<Integer> now =
            new HashSet<>(((BinaryAttributes) graph.node(source).attributes()).ones());
        int region = graph.region(source);
        added[region] += (int) now.stream().filter(bit -> !then.contains(bit)).count();
        deleted[region] += (int) then.stream().filter(bit -> !now.contains(bit)).count();
      }
      return Perturbation.of(added, deleted);
    }

    private static String id(int node) {
      return "n" + node;
    }

    private List<Integer> bits() {
      List<Integer> bits = new ArrayList<>();
      for (int bit = 0; bit < BITS; bit++) {
        if (random.nextBoolean()) {
          bits.add(bit);
        }
      }
      return bits;
    }
  }

  /** Votes without a model: every eighth node abstains, the others are sure by degrees. */
  private static final class DrawnUp implements Smoother {
    @Override
    @SuppressWarnings("unchecked")
    public <T> List<T> smooth(
        SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
      List<T> tallies = new ArrayList<>();
      for (int target : task.targets()) {
        long kind = task.subgraph().ordinal(target) % 8;
        long samples = task.samples().count();
        long lost = kind == 7 ? samples / 2 : samples * kind * kind / 400;
        tallies.add((T) VoteTally.of(samples - lost, lost));
      }
      return tallies;
    }
  }
}
