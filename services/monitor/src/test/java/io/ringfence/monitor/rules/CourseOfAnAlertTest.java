package io.ringfence.monitor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.Region;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.ringfence.schemas.v1.RobustnessAlert.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hysteresis, waiting times, grace, grouping, maintenance, restarts. */
class CourseOfAnAlertTest {

  private static final String SHARE =
      "{name: r, quantity: certified-share, below: 0.8, resolve: 0.9, ";

  private static List<State> states(Scenario scenario) {
    return scenario.alerts().stream().map(RobustnessAlert::getState).toList();
  }

  @Test
  void betweenTheTwoValuesNothingChanges() {
    Scenario scenario = Scenario.of("[" + SHARE + "}]").nodes(10, 1, 1).begin();

    scenario.abstained("n0").abstained("n1");
    assertThat(states(scenario)).as("0.8 is not below").isEmpty();
    scenario.abstained("n2");
    assertThat(states(scenario)).containsExactly(State.FIRING);
    scenario.certified("n2", 1, 1).abstained("n2").certified("n2", 1, 1);
    assertThat(states(scenario)).as("0.8 and 0.7 by turns").isEmpty();
    scenario.certified("n1", 1, 1);
    assertThat(states(scenario)).as("0.9").containsExactly(State.RESOLVED);
  }

  @Test
  void firesOnlyAfterTheConditionHeldForSoLong() {
    Scenario scenario = Scenario.of("[" + SHARE + "for: 5s}]").nodes(2, 1, 1).begin();

    scenario.abstained("n0").seconds(4).certified("n0", 1, 1).abstained("n0");
    assertThat(states(scenario.seconds(4))).as("begun anew").isEmpty();
    assertThat(states(scenario.seconds(1))).containsExactly(State.FIRING);
  }

  @Test
  void resolvesOnlyAfterItWasGoodForSoLong() {
    Scenario scenario = Scenario.of("[" + SHARE + "resolve-for: 5s}]").nodes(2, 1, 1).begin();

    scenario.abstained("n0");
    scenario.alerts();
    scenario.certified("n0", 1, 1).seconds(4).abstained("n0").certified("n0", 1, 1);
    assertThat(states(scenario.seconds(4))).isEmpty();
    assertThat(states(scenario.seconds(1))).containsExactly(State.RESOLVED);
  }

  @Test
  void oneAlertHasOneIdFromItsBeginningToItsEnd() {
    Scenario scenario = Scenario.of("[" + SHARE + "}]").nodes(2, 1, 1).begin();

    scenario.abstained("n0").seconds(3).certified("n0", 1, 1).seconds(3).abstained("n0");
    List<RobustnessAlert> alerts = scenario.alerts();

    assertThat(alerts).hasSize(3);
    assertThat(alerts.get(1).getAlertId()).isEqualTo(alerts.get(0).getAlertId());
    assertThat(alerts.get(1).getStartedAt()).isEqualTo(alerts.get(0).getStartedAt());
    assertThat(alerts.get(1).getFrom()).isEqualTo(0.5);
    assertThat(alerts.get(1).getTo()).isEqualTo(1);
    assertThat(alerts.get(2).getAlertId()).isNotEqualTo(alerts.get(0).getAlertId());
  }

  @Test
  void aNodeThatIsCertifiedAnewIsJudgedByItsLastSettledWord() {
    Scenario scenario = Scenario.of("[" + SHARE + "grace: 10s}]").nodes(2, 1, 1).begin();

    for (int i = 0; i < 20; i++) {
      scenario.pending("n0").pending("n1").seconds(9).certified("n0", 1, 1).certified("n1", 1, 1);
    }
    assertThat(states(scenario)).isEmpty();

    scenario.pending("n0");
    assertThat(states(scenario.seconds(9))).isEmpty();
    assertThat(states(scenario.seconds(1))).containsExactly(State.FIRING);
  }

  @Test
  void aCertificateThatUpdatesShortenedCountsAsBeforeUntilTheGraceTimeIsOver() {
    Scenario scenario =
        Scenario.of("[{name: r, quantity: certified-share, deletions: 3, below: 1, grace: 10s}]")
            .nodes(1, 0, 3)
            .begin();

    scenario.displaced("n0", 0, 2, 0, 1);
    assertThat(states(scenario.seconds(9))).isEmpty();
    assertThat(states(scenario.seconds(1))).containsExactly(State.FIRING);
    scenario.certified("n0", 0, 3);
    assertThat(states(scenario)).containsExactly(State.RESOLVED);
  }

  @Test
  void aNewNodeIsNotJudgedBeforeItsFirstSettledWord() {
    Scenario scenario = Scenario.of("[" + SHARE + "grace: 30s}]").nodes(2, 1, 1).begin();

    scenario.pending("x").pending("y").seconds(20);

    assertThat(states(scenario)).isEmpty();
  }

  @Test
  void oneAlertGathersTheNodesOfARegionAndSaysSoAgainWhenItGrew() {
    Scenario scenario =
        Scenario.of(
            "[{name: r, per: node, group: region, quantity: status, statuses: [ABSTAINED], above:"
                + " 0}]");
    scenario.region("n3", 1).nodes(4, 1, 1).begin();

    scenario.abstained("n0").abstained("n1").abstained("n3");
    List<RobustnessAlert> alerts = scenario.alerts();
    assertThat(alerts).extracting(RobustnessAlert::getSubject).containsExactly("0", "1");

    List<RobustnessAlert> again = scenario.seconds(60).alerts();
    assertThat(again).hasSize(1);
    assertThat(again.get(0).getAlertId()).isEqualTo(alerts.get(0).getAlertId());
    assertThat(again.get(0).getNodeIdsList()).containsExactly("n0", "n1");
    assertThat(scenario.seconds(120).alerts()).as("nothing new").isEmpty();

    scenario.certified("n0", 1, 1);
    assertThat(states(scenario)).isEmpty();
    scenario.certified("n1", 1, 1);
    assertThat(states(scenario)).containsExactly(State.RESOLVED);
  }

  @Test
  void nothingBeginsInAMaintenanceWindowAndWhatHoldsAtItsEndFiresThen() {
    Scenario scenario =
        Scenario.of(
                "[" + SHARE + "}]",
                "[{name: w, from: \"2026-03-02T13:00:00+01:00\", until: \"2026-03-02T12:00:30Z\"}]")
            .nodes(2, 1, 1)
            .begin();

    scenario.abstained("n0");
    assertThat(states(scenario.seconds(29))).isEmpty();
    assertThat(states(scenario.seconds(1))).containsExactly(State.FIRING);
  }

  @Test
  void whatFiresMayResolveInAMaintenanceWindow() {
    Scenario scenario =
        Scenario.of(
                "[" + SHARE + "}]",
                "[{name: w, from: \"2026-03-02T12:00:10Z\", until: \"2026-03-02T13:00:00Z\"}]")
            .nodes(2, 1, 1)
            .begin();

    scenario.abstained("n0").seconds(15).certified("n0", 1, 1);

    assertThat(states(scenario)).containsExactly(State.FIRING, State.RESOLVED);
  }

  @Test
  void aRestartNeitherRepeatsNorForgetsWhatFires() {
    Scenario before = Scenario.of("[" + SHARE + "}]").nodes(2, 1, 1).begin();
    before.abstained("n0");
    RobustnessAlert alert = before.alerts().get(0);

    Scenario still = Scenario.of("[" + SHARE + "}]").nodes(2, 1, 1).abstained("n0").begin(alert);
    assertThat(states(still.seconds(5))).isEmpty();
    still.certified("n0", 1, 1);
    RobustnessAlert end = still.alerts().get(0);
    assertThat(end.getState()).isEqualTo(State.RESOLVED);
    assertThat(end.getAlertId()).isEqualTo(alert.getAlertId());

    Scenario recovered = Scenario.of("[" + SHARE + "}]").nodes(2, 1, 1).begin(alert);
    assertThat(states(recovered)).containsExactly(State.RESOLVED);
  }

  /** The last word on the graph is 40 s younger than its last update. */
  @ParameterizedTest
  @CsvSource({"update-silence, 25", "certificate-silence, 61"})
  void aRestartDoesNotBreakASilence(String quantity, int seconds) {
    String rule = "[{name: r, quantity: %s, above: 60}]".formatted(quantity);
    Scenario before = silent(Scenario.of(rule).nodes(1, 1, 1).begin()).seconds(seconds);
    RobustnessAlert alert = before.alerts().get(0);
    assertThat(alert.getState()).isEqualTo(State.FIRING);

    Scenario still = silent(Scenario.of(rule).nodes(1, 1, 1));
    still.at(before.now().plusSeconds(5).toString()).begin(alert);
    assertThat(states(still.seconds(5))).as("the alert goes on").isEmpty();
    still.graph(GraphCertificate.newBuilder());
    RobustnessAlert end = still.alerts().get(0);
    assertThat(end.getState()).isEqualTo(State.RESOLVED);
    assertThat(end.getAlertId()).isEqualTo(alert.getAlertId());

    Scenario unheard = silent(Scenario.of(rule).nodes(1, 1, 1));
    unheard.at(unheard.now().plusSeconds(61).toString()).begin();
    assertThat(states(unheard)).as("silence that nobody watched").containsExactly(State.FIRING);
    assertThat(states(silent(Scenario.of(rule).nodes(1, 1, 1)).begin())).isEmpty();
  }

  private static Scenario silent(Scenario scenario) {
    return scenario
        .graph(GraphCertificate.newBuilder())
        .at(scenario.now().plusSeconds(40).toString())
        .sameUpdate(GraphCertificate.newBuilder().setSettled(true));
  }

  @Test
  void aRestartKeepsAGroupTogether() {
    String rule =
        "[{name: r, per: node, quantity: status, statuses: [ABSTAINED], above: 0, resolve-for:"
            + " 2s}]";
    Scenario before = Scenario.of(rule).nodes(3, 1, 1).begin();
    before.abstained("n0");
    RobustnessAlert alert = before.alerts().get(0);

    Scenario after = Scenario.of(rule).nodes(3, 1, 1).abstained("n0").abstained("n1").begin(alert);
    assertThat(states(after)).isEmpty();
    after.certified("n0", 1, 1);
    assertThat(states(after.seconds(5))).as("n1 has joined").isEmpty();
    after.certified("n1", 1, 1);
    List<RobustnessAlert> end = after.seconds(3).alerts();
    assertThat(end).hasSize(1);
    assertThat(end.get(0).getState()).isEqualTo(State.RESOLVED);
    assertThat(end.get(0).getAlertId()).isEqualTo(alert.getAlertId());
  }

  @Test
  void anAlertWhoseRuleIsGoneEnds() {
    Scenario before = Scenario.of("[" + SHARE + "}]").nodes(2, 1, 1).begin();
    before.abstained("n0");
    RobustnessAlert alert = before.alerts().get(0);

    Scenario after = Scenario.of("[]").nodes(2, 1, 1).begin(alert);

    List<RobustnessAlert> end = after.alerts();
    assertThat(end).hasSize(1);
    assertThat(end.get(0).getState()).isEqualTo(State.RESOLVED);
    assertThat(end.get(0).getCause()).contains("not configured any more");
  }

  @Test
  void anAlertOnAGraphThatIsGoneEnds() {
    Scenario scenario = Scenario.of("[" + SHARE + "}]").nodes(2, 1, 1).begin();
    scenario.abstained("n0");
    scenario.alerts();

    assertThat(states(scenario.remove())).containsExactly(State.RESOLVED);
  }

  @Test
  void aNodeThatIsGoneEndsItsAlert() {
    Scenario scenario =
        Scenario.of(
                "[{name: r, per: node, group: node, quantity: status, statuses: [ABSTAINED], above:"
                    + " 0}]")
            .nodes(2, 1, 1)
            .begin();
    scenario.abstained("n0");
    scenario.alerts();

    assertThat(states(scenario.gone("n0"))).containsExactly(State.RESOLVED);
  }

  @Test
  void theCauseNamesTheLastUpdateAndWhereABudgetIsSpentCheapest() {
    Scenario scenario = Scenario.of("[" + SHARE + "}]").nodes(2, 1, 1).begin();
    scenario.graph(
        GraphCertificate.newBuilder()
            .addRegions(
                Region.newBuilder()
                    .addAdditionNoise(0.01)
                    .addAdditionNoise(0.05)
                    .addDeletionNoise(0.5)
                    .addDeletionNoise(0.8))
            .addRegions(
                Region.newBuilder()
                    .setRegion(1)
                    .addAdditionNoise(0.05)
                    .addAdditionNoise(0.01)
                    .addDeletionNoise(0.8)
                    .addDeletionNoise(0.5)));

    scenario.abstained("n0");

    RobustnessAlert alert = scenario.alerts().get(0);
    assertThat(alert.getUpdate().getOffset()).isEqualTo(100);
    assertThat(alert.getCheapestRegion()).isZero();
    assertThat(alert.getCause())
        .contains("partition 0 offset 100", "1 ABSTAINED, 1 CERTIFIED", "cheapest in region 0")
        .hasSizeLessThanOrEqualTo(1000);
  }
}
