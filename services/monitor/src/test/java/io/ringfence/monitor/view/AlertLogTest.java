package io.ringfence.monitor.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.ringfence.schemas.v1.RobustnessAlert.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertLogTest {

  private final AlertLog log = new AlertLog(2);

  @Test
  void theSameWordTwiceCountsOnceAndAnEndIsFinal() {
    assertThat(log.put(alert("a", 1, State.FIRING))).isTrue();
    assertThat(log.put(alert("a", 1, State.FIRING))).isFalse();
    assertThat(log.put(alert("a", 1, State.RESOLVED))).isTrue();
    assertThat(log.put(alert("a", 1, State.FIRING))).isFalse();

    assertThat(log.firing()).isEmpty();
    assertThat(log.firing("g")).isZero();
    assertThat(log.modifications()).isEqualTo(2);
  }

  @Test
  void ofThoseThatHaveEndedTheOldestAreForgottenAndNoneThatFires() {
    log.put(alert("fires", 0, State.FIRING));
    for (int k = 1; k <= 4; k++) {
      log.put(alert("ended-" + k, k, State.FIRING));
      log.put(alert("ended-" + k, k, State.RESOLVED));
    }

    assertThat(log.all())
        .extracting(RobustnessAlert::getAlertId)
        .containsExactly("ended-4", "ended-3", "fires");
    assertThat(log.firing("g")).isOne();
  }

  @Test
  void newestComeFirstAndTiesAreDecidedByTheirIds() {
    List.of("c", "a", "b").forEach(id -> log.put(alert(id, 7, State.FIRING)));
    log.put(alert("new", 8, State.FIRING));

    assertThat(log.all())
        .extracting(RobustnessAlert::getAlertId)
        .containsExactly("new", "a", "b", "c");
  }

  private static RobustnessAlert alert(String id, int second, State state) {
    return RobustnessAlert.newBuilder()
        .setAlertId(id)
        .setGraphId("g")
        .setState(state)
        .setStartedAt(Timestamp.newBuilder().setSeconds(second))
        .build();
  }
}
