package io.ringfence.monitor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.ringfence.schemas.v1.RobustnessAlert.State;
import io.ringfence.schemas.v1.RobustnessAlert.SubjectKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each quantity is, and that its alert says how it came about. */
class ConditionsTest {

  private static RobustnessAlert only(Scenario scenario, State state) {
    List<RobustnessAlert> alerts = scenario.alerts();
    assertThat(alerts).hasSize(1);
    assertThat(alerts.get(0).getState()).isEqualTo(state);
    return alerts.get(0);
  }

  @Test
  void shareCountsNodesWhoseOwnRadiiHoldTheBudget() {
    Scenario scenario =
        Scenario.of("[{name: r, quantity: certified-share, deletions: 2, below: 0.75}]")
            .nodes(4, 0, 2)
            .begin();

    scenario.certified("n0", 0, 1);
    assertThat(scenario.alerts()).as("3 of 4 is not below").isEmpty();
    scenario.abstained("n1");

    RobustnessAlert alert = only(scenario, State.FIRING);
    assertThat(alert.getFrom()).isEqualTo(0.75);
    assertThat(alert.getTo()).isEqualTo(0.5);
    assertThat(alert.getThreshold()).isEqualTo(0.75);
    assertThat(alert.getUnit()).isEqualTo("share");
    assertThat(alert.getCalculation()).contains("2 of 4 nodes = 0.5");
    assertThat(alert.getNodeIdsList()).containsExactly("n0", "n1");
    assertThat(alert.getNodes()).isEqualTo(2);
    assertThat(alert.getTraceparent()).isEqualTo("00-trace-span-01");
  }

  @Test
  void shareOfACommunityKnowsWhichCommunityFell() {
    Scenario scenario =
        Scenario.of("[{name: r, per: label, quantity: certified-share, below: 0.9, min-nodes: 2}]");
    for (int i = 0; i < 6; i++) {
      scenario.label("n" + i, i % 2);
    }
    scenario.nodes(6, 1, 1).begin();

    scenario.abstained("n3");

    RobustnessAlert alert = only(scenario, State.FIRING);
    assertThat(alert.getSubjectKind()).isEqualTo(SubjectKind.LABEL);
    assertThat(alert.getSubject()).isEqualTo("1");
    assertThat(alert.getLink()).isEqualTo("http://monitor.example/#/graphs/g/labels/1");
  }

  @Test
  void shareAtADistanceIsForRealValuedAttributes() {
    Scenario scenario =
        Scenario.of("[{name: r, quantity: certified-share, distance: 0.5, below: 1}]")
            .distance("n0", 0.6)
            .begin();

    scenario.distance("n0", 0.4);

    assertThat(only(scenario, State.FIRING).getTo()).isZero();
  }

  @Test
  void collectiveShareComesFromTheSmallestCellThatContainsTheBudget() {
    Scenario scenario =
        Scenario.of(
            "[{name: r, quantity: certified-share, proof: collective, additions: 1, deletions: 1, below: 0.6}]");
    scenario
        .nodes(1, 1, 1)
        .begin()
        .graph(
            GraphCertificate.newBuilder()
                .setSettled(true)
                .addCells(Scenario.cell(0, 1, 1, 10))
                .addCells(Scenario.cell(1, 2, 7, 10))
                .addCells(Scenario.cell(2, 2, 1, 10)));
    assertThat(scenario.alerts()).isEmpty();

    scenario.graph(
        GraphCertificate.newBuilder().setSettled(true).addCells(Scenario.cell(1, 2, 5, 10)));

    RobustnessAlert alert = only(scenario, State.FIRING);
    assertThat(alert.getTo()).isEqualTo(0.5);
    assertThat(alert.getCalculation()).contains("cell of 1 additions, 2 deletions", "5 of 10");
  }

  @Test
  void collectiveShareOfAnUnsettledGraphCountsOnlyAfterTheGraceTime() {
    Scenario scenario =
        Scenario.of(
            "[{name: r, quantity: certified-share, proof: collective, below: 0.6, grace: 10s}]");
    scenario
        .nodes(1, 1, 1)
        .begin()
        .graph(GraphCertificate.newBuilder().setSettled(true).addCells(Scenario.cell(0, 0, 9, 10)))
        .graph(GraphCertificate.newBuilder().addCells(Scenario.cell(0, 0, 2, 10)));

    assertThat(scenario.seconds(9).alerts()).isEmpty();
    assertThat(only(scenario.seconds(1), State.FIRING).getTo()).isEqualTo(0.2);
  }

  @Test
  void radiusOfANodeOnAWatchList() {
    Scenario scenario =
        Scenario.of(
                "[{name: r, per: node, group: node, nodes: {ids: [n1]}, quantity: radius, kind: deletions, below: 2}]")
            .nodes(3, 0, 3)
            .begin();

    scenario.certified("n0", 0, 0).certified("n1", 0, 1);

    RobustnessAlert alert = only(scenario, State.FIRING);
    assertThat(alert.getSubject()).isEqualTo("n1");
    assertThat(alert.getSubjectKind()).isEqualTo(SubjectKind.NODE);
    assertThat(alert.getFrom()).isEqualTo(3);
    assertThat(alert.getTo()).isEqualTo(1);
    assertThat(alert.getUnit()).isEqualTo("attributes");
  }

  @Test
  void radiusOfARegionIsAQuantile() {
    Scenario scenario =
        Scenario.of("[{name: r, per: region, quantity: radius, quantile: 0.5, below: 3}]")
            .nodes(4, 0, 4)
            .begin();

    scenario.certified("n0", 0, 1);
    assertThat(scenario.alerts()).as("the median is still 4").isEmpty();
    scenario.certified("n1", 0, 2);

    RobustnessAlert alert = only(scenario, State.FIRING);
    assertThat(alert.getTo()).isEqualTo(2);
    assertThat(alert.getCalculation()).contains("1 at 1, 1 at 2, 2 at 4");
  }

  @Test
  void statusCountsNodes() {
    Scenario scenario =
        Scenario.of("[{name: r, quantity: status, statuses: [ABSTAINED], above: 1}]")
            .nodes(4, 1, 1)
            .begin();

    scenario.abstained("n0");
    assertThat(scenario.alerts()).isEmpty();
    scenario.abstained("n1");

    assertThat(only(scenario, State.FIRING).getTo()).isEqualTo(2);
  }

  @Test
  void lossRateCountsWhatTheWindowSawAndForgetsIt() {
    Scenario scenario =
        Scenario.of("[{name: r, quantity: loss-rate, window: 30s, above: 3, resolve: 2}]")
            .nodes(6, 1, 1)
            .begin();

    scenario.abstained("n0");
    assertThat(scenario.alerts()).as("1 in 30 s is 2 per minute").isEmpty();
    scenario.seconds(10).abstained("n1");
    RobustnessAlert alert = only(scenario, State.FIRING);
    assertThat(alert.getTo()).isEqualTo(4);
    assertThat(alert.getCalculation()).contains("2 in 30 s");

    assertThat(scenario.seconds(19).alerts()).isEmpty();
    assertThat(only(scenario.seconds(2), State.RESOLVED).getTo()).isEqualTo(2);
  }

  @Test
  void aNodeThatWasLostAndComesBackIsLostOnceEachTime() {
    Scenario scenario =
        Scenario.of("[{name: r, quantity: loss-rate, window: 60s, above: 1}]")
            .nodes(2, 1, 1)
            .begin();

    scenario.abstained("n0").certified("n0", 1, 1).abstained("n0");

    assertThat(only(scenario, State.FIRING).getTo()).isEqualTo(2);
  }

  @Test
  void remainingUpdatesAreRadiusOverRateOfDisplacement() {
    Scenario scenario =
        Scenario.of("[{name: r, per: node, quantity: remaining-updates, over: 4, below: 10}]")
            .nodes(1, 0, 8)
            .begin();

    scenario.updates(8).displaced("n0", 0, 6, 0, 2);
    assertThat(scenario.alerts()).as("2 in 8 updates, 7 to go: 28 updates").isEmpty();
    scenario.updates(4).displaced("n0", 0, 2, 0, 6);

    RobustnessAlert alert = only(scenario, State.FIRING);
    assertThat(alert.getTo()).as("6 in 12 updates, 3 to go").isEqualTo(6);
    assertThat(alert.getUnit()).isEqualTo("updates");
    assertThat(alert.getCalculation()).contains("6/12 ÷ (2+1)");

    scenario.certified("n0", 0, 8);
    assertThat(only(scenario, State.RESOLVED).getSubjectKind()).isEqualTo(SubjectKind.GRAPH);
  }

  @Test
  void oneBitAfterOneUpdateIsNoRateYet() {
    Scenario scenario =
        Scenario.of("[{name: r, per: node, quantity: remaining-updates, over: 20, below: 10}]")
            .nodes(1, 0, 3)
            .begin();

    scenario.updates(1).displaced("n0", 0, 2, 0, 1);

    assertThat(scenario.alerts()).isEmpty();
  }

  @Test
  void pendingTimeGrowsUntilTheNodeSettles() {
    Scenario scenario =
        Scenario.of("[{name: r, per: node, quantity: pending-time, above: 30}]")
            .nodes(2, 1, 1)
            .begin();

    scenario.pending("n0").seconds(20).pending("n0");
    assertThat(scenario.seconds(10).alerts()).as("30 s is not above").isEmpty();
    RobustnessAlert alert = only(scenario.seconds(1), State.FIRING);
    assertThat(alert.getTo()).isEqualTo(31);
    assertThat(alert.getNodeIdsList()).containsExactly("n0");

    scenario.certified("n0", 1, 1);
    only(scenario, State.RESOLVED);
  }

  @Test
  void silenceOfUpdatesEndsWithTheNextUpdate() {
    Scenario scenario =
        Scenario.of("[{name: r, quantity: update-silence, above: 60}]").nodes(1, 1, 1).begin();

    scenario
        .graph(GraphCertificate.newBuilder().setSettled(true))
        .seconds(50)
        .certified("n0", 1, 2);
    assertThat(scenario.seconds(10).alerts()).isEmpty();
    RobustnessAlert alert = only(scenario.seconds(1), State.FIRING);
    assertThat(alert.getTo()).isEqualTo(61);
    assertThat(alert.getNodes()).isEqualTo(1);

    scenario.graph(GraphCertificate.newBuilder());
    only(scenario, State.RESOLVED);
  }

  @Test
  void silenceOfCertificatesEndsWithAnyRecord() {
    Scenario scenario =
        Scenario.of("[{name: r, quantity: certificate-silence, above: 60}]").nodes(1, 1, 1).begin();

    only(scenario.seconds(61), State.FIRING);
    scenario.certified("n0", 1, 2);
    only(scenario, State.RESOLVED);
  }

  @Test
  void selectorsAreAllRequired() {
    Scenario scenario =
        Scenario.of(
                "[{name: r, nodes: {labels: [1], regions: [0]}, quantity: certified-share, below: 1}]")
            .region("b", 5)
            .label("c", 2)
            .certified("a", 1, 1)
            .certified("b", 1, 1)
            .certified("c", 1, 1)
            .begin();

    scenario.abstained("b").abstained("c");
    assertThat(scenario.alerts()).isEmpty();
    scenario.abstained("a");
    assertThat(only(scenario, State.FIRING).getNodeIdsList()).containsExactly("a");
  }

  @Test
  void aSelectedClassIsThatOfTheLastSettledWord() {
    Scenario scenario =
        Scenario.of(
                "[{name: r, per: node, nodes: {classes: [1]}, quantity: status, statuses: [PENDING], above: 0, grace: 5s}]")
            .nodes(1, 1, 1)
            .begin();

    scenario.pending("n0").seconds(5);

    only(scenario, State.FIRING);
  }

  @Test
  void rulesOfOtherGraphsAreSilent() {
    Scenario scenario =
        Scenario.of("[{name: r, graphs: [other], quantity: certified-share, below: 1}]")
            .nodes(1, 1, 1)
            .begin();

    scenario.abstained("n0");

    assertThat(scenario.alerts()).isEmpty();
  }
}
