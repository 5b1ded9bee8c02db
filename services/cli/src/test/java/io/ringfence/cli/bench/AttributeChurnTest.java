package io.ringfence.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.GeneratorSettings;
import io.ringfence.graph.dataset.GraphGenerator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttributeChurnTest {

  private final Dataset dataset = GraphGenerator.generate(GeneratorSettings.ofSize(100, 1));
  private final Map<String, Set<Integer>> ones = new HashMap<>();

  @Test
  void everyUpdateTurnsOverABitAndFewAreOpen() {
    AttributeChurn churn = new AttributeChurn(dataset, 4, 7);
    for (int n = 0; n < dataset.nodes(); n++) {
      ones.put(dataset.nodeId(n), original(n));
    }
    for (GraphUpdate update : churn.next(400)) {
      apply(update);
      assertThat(differing()).isLessThanOrEqualTo(4);
    }
    churn.rest().forEach(this::apply);
    assertThat(differing()).isZero();
  }

  private Set<Integer> original(int node) {
    return new HashSet<>(((BinaryAttributes) dataset.attributesOf(node)).ones());
  }

  private Set<Integer> now(String nodeId) {
    return Objects.requireNonNull(ones.get(nodeId));
  }

  private void apply(GraphUpdate update) {
    for (GraphOp op : update.ops()) {
      boolean changed =
          op instanceof GraphOp.SetAttributes set
              ? now(set.nodeId()).addAll(set.attributes())
              : op instanceof GraphOp.ClearAttributes clear
                  && now(clear.nodeId()).removeAll(clear.attributes());
      assertThat(changed).isTrue();
    }
  }

  private int differing() {
    int differing = 0;
    for (int n = 0; n < dataset.nodes(); n++) {
      Set<Integer> then = original(n);
      Set<Integer> now = now(dataset.nodeId(n));
      differing += (int) then.stream().filter(bit -> !now.contains(bit)).count();
      differing += (int) now.stream().filter(bit -> !then.contains(bit)).count();
    }
    return differing;
  }
}
