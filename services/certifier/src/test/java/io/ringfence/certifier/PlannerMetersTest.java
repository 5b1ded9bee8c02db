package io.ringfence.certifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ringfence.engine.WaitingKind;
import io.ringfence.stream.CertifierEvent;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannerMetersTest {

  @Test
  void theLastNewsIsWhatIsMeasured() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    CertifierMeters meters = new CertifierMeters(registry, InstantSource.system());
    meters.on(new CertifierEvent.Planned(Map.of(WaitingKind.NEW, 4, WaitingKind.LOST, 2), 1, 0));
    meters.on(new CertifierEvent.Planned(Map.of(WaitingKind.LOST, 3), 2, 1));

    assertThat(queue(registry, "lost")).isEqualTo(3);
    assertThat(queue(registry, "new")).isZero();
    assertThat(tasks(registry, "certification")).isEqualTo(2);
    assertThat(tasks(registry, "other")).isEqualTo(1);
  }

  private static double queue(SimpleMeterRegistry registry, String kind) {
    return registry.get("ringfence.planner.queue").tag("kind", kind).gauge().value();
  }

  private static double tasks(SimpleMeterRegistry registry, String kind) {
    return registry.get("ringfence.planner.tasks").tag("kind", kind).gauge().value();
  }
}
