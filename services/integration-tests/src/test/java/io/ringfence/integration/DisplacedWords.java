package io.ringfence.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.Perturbation;
import io.ringfence.certificates.VoteCertificates;
import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.Epoch;
import io.ringfence.graph.LiveGraph;
import io.ringfence.schemas.v1.NodeCertificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Measures by the attributes themselves, not by a log of flips, how far certificates have been
 * displaced, and holds their words against it.
 */
final class DisplacedWords {

  private final Map<Long, TreeMap<Long, Set<Integer>>> ones = new HashMap<>();
  private @Nullable VoteCertificates exact;

  /** Notes the attributes of all nodes at the present version. */
  void see(LiveGraph graph) {
    for (long ordinal : graph.ordinals()) {
      Set<Integer> now =
          new HashSet<>(((BinaryAttributes) graph.node(ordinal).attributes()).ones());
      TreeMap<Long, Set<Integer>> versions = ones.computeIfAbsent(ordinal, o -> new TreeMap<>());
      if (versions.isEmpty() || !versions.lastEntry().getValue().equals(now)) {
        versions.put(graph.version(), now);
      }
    }
  }

  void enter(BinaryNoiseSchedule schedule) {
    exact = new VoteCertificates(schedule);
  }

  /** A certificate in force must be true of the graph as it is. */
  void requireTrue(LiveGraph graph, NodeCertificate word) {
    VoteCertificates certificates = exact;
    assertThat(certificates).isNotNull();
    if (certificates == null) {
      return;
    }
    assertThat(graph.epoch().map(Epoch::number))
        .as("epoch in force at version %d: %s", graph.version(), word)
        .contains((long) word.getEpoch());
    assertThat(word.getRegion()).as("region: %s", word).isEqualTo(graph.region(word.getOrdinal()));
    Perturbation spent = spent(graph, word, certificates.schedule().regions());
    int region = graph.region(word.getOrdinal());
    List<Budget> promised =
        List.of(
            new Budget(word.getRadii().getAdditions(), 0),
            new Budget(0, word.getRadii().getDeletions()));
    for (Budget budget : promised) {
      assertThat(certificates.robust(region, word.getLowerBound(), spent, budget))
          .as("%s after %s at version %d: %s", budget, spent, graph.version(), word)
          .isTrue();
    }
  }

  private Perturbation spent(LiveGraph graph, NodeCertificate word, int regions) {
    int[] added = new int[regions];
    int[] deleted = new int[regions];
    for (long source : graph.seenBy(word.getOrdinal())) {
      TreeMap<Long, Set<Integer>> versions = ones.getOrDefault(source, new TreeMap<>());
      var sampled = versions.floorEntry(word.getSampledVersion());
      assertThat(sampled).as("node %d came later than the samples: %s", source, word).isNotNull();
      Set<Integer> now = versions.lastEntry().getValue();
      added[graph.region(source)] += without(now, sampled.getValue());
      deleted[graph.region(source)] += without(sampled.getValue(), now);
    }
    return Perturbation.of(added, deleted);
  }

  private static int without(Set<Integer> bits, Set<Integer> others) {
    return (int) bits.stream().filter(bit -> !others.contains(bit)).count();
  }
}
