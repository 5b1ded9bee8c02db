package io.ringfence.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.NodeState;
import io.ringfence.graph.ReceptiveField;
import io.ringfence.graph.UpdateOutcome;
import io.ringfence.graph.dataset.Dataset;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTest {

  private static final Timetable MINUTE = Timetable.of(Duration.ofSeconds(60));

  @Test
  void sameSeedTellsTheSameStory() {
    Dataset dataset = DemoModel.graph(3);

    assertThat(Story.of(dataset, MINUTE, 3).scenes())
        .isEqualTo(Story.of(dataset, MINUTE, 3).scenes());
  }

  @Test
  void scenesComeInTheOrderOfTimeAndEndBeforeTheStoryDoes() {
    List<Scene> scenes = Story.of(DemoModel.graph(1), MINUTE, 1).scenes();

    assertThat(scenes).isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
    assertThat(scenes.get(scenes.size() - 1).at()).isLessThan(MINUTE.usual());
  }

  @Test
  void everySceneIsTakenByTheGraph() {
    Dataset dataset = DemoModel.graph(2);
    LiveGraph graph = graph(dataset);

    for (Scene scene : Story.of(dataset, MINUTE, 2).scenes()) {
      assertThat(graph.apply(scene.update())).isInstanceOf(UpdateOutcome.Applied.class);
    }

    assertThat(graph.nodes()).isEqualTo(dataset.nodes());
  }

  @Test
  void repairGivesEveryAttackedNodeItsAttributesBack() {
    Dataset dataset = DemoModel.graph(2);
    LiveGraph graph = graph(dataset);
    Story story = Story.of(dataset, MINUTE, 2);

    story.scenes().stream()
        .filter(scene -> scene.act() != Act.QUIET)
        .forEach(scene -> graph.apply(scene.update()));

    for (int node = 0; node < dataset.nodes(); node++) {
      NodeState state = graph.node(graph.ordinal(dataset.nodeId(node)).orElseThrow());
      assertThat(state.attributes()).isEqualTo(dataset.attributesOf(node));
    }
    assertThat(graph.edges()).isEqualTo(dataset.edges());
  }

  @Test
  void howeverLongTheQuietLastsTheGraphStaysAboutWhatItIs() {
    Dataset dataset = DemoModel.graph(2);
    LiveGraph graph = graph(dataset);
    Timetable drawnOut = new Timetable(Duration.ofSeconds(60), Duration.ofHours(1));
    List<Scene> scenes = Story.of(dataset, drawnOut, 2).scenes();

    scenes.stream()
        .filter(scene -> scene.act() == Act.GROWTH || scene.act() == Act.QUIET)
        .forEach(scene -> graph.apply(scene.update()));

    int flipped = 0;
    for (int node = 0; node < dataset.nodes(); node++) {
      NodeState state = graph.node(graph.ordinal(dataset.nodeId(node)).orElseThrow());
      flipped += state.attributes().equals(dataset.attributesOf(node)) ? 0 : 1;
    }
    assertThat(scenes).hasSizeGreaterThan(7_000);
    assertThat(flipped).isBetween(1, 24);
    assertThat(graph.edges()).isBetween(dataset.edges(), dataset.edges() + 6);
    assertThat(scenes.get(scenes.size() - 1).at())
        .isBetween(Duration.ofHours(1), Duration.ofHours(1).plusSeconds(60));
  }

  private static LiveGraph graph(Dataset dataset) {
    return new LiveGraph(dataset.attributeSpec(), GraphLimits.DEFAULT, new ReceptiveField(2, 2));
  }
}
