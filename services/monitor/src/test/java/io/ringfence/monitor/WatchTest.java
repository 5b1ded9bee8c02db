package io.ringfence.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.client.Word;
import io.ringfence.monitor.configuration.ConfigurationLoader;
import io.ringfence.monitor.configuration.RuleSettings;
import io.ringfence.monitor.events.EventLimits;
import io.ringfence.monitor.events.EventStream;
import io.ringfence.monitor.rules.RuleBook;
import io.ringfence.monitor.view.AlertLog;
import io.ringfence.monitor.view.GraphStore;
import io.ringfence.monitor.view.ViewLimits;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTest {

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final String RULES =
      "kafka: {bootstrap.servers: none}\n"
          + "rules: [{name: r, quantity: certified-share, proof: collective, below: 0.9}]\n";

  private final Vertx vertx = Vertx.vertx();
  private final AlertLog log = new AlertLog(10);
  private final Watch watch =
      new Watch(
          vertx.getOrCreateContext(),
          new GraphStore(new ViewLimits(0, 10, 10)),
          log,
          new EventStream("run", new EventLimits(1, 10, 1 << 20, Duration.ofSeconds(30))),
          new RuleBook(
              new ConfigurationLoader()
                  .parse("test", RULES, Map.of()).rules().stream()
                      .map(RuleSettings::toRule)
                      .toList(),
              List.of(),
              () -> ""),
          List.of(),
          InstantSource.system());

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void anAlertOnAGraphIsPartOfTheTraceOfTheWordThatRaisedIt() {
    take(
        new Word.OfNode(
            TestServer.POSITION,
            Instant.now(),
            Records.certified("g", "a", 1, 1, 1),
            Optional.empty()));
    take(graph(10, 0, Optional.empty()));
    watch.complete().toCompletableFuture().join();

    take(graph(5, 5, Optional.of(TRACE)));

    assertThat(log.all())
        .singleElement()
        .extracting(RobustnessAlert::getTraceparent)
        .isEqualTo(TRACE);
  }

  private void take(Word word) {
    watch.take(List.of(word)).toCompletableFuture().join();
  }

  private static Word graph(int certified, int abstained, Optional<String> trace) {
    return new Word.OfGraph(
        TestServer.POSITION, Instant.now(), Records.graph("g", certified, 0, abstained, 2), trace);
  }
}
