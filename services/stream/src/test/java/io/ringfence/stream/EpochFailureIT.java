package io.ringfence.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.engine.MasterSeed;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.v1.NodeCertificate.Status;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Regions that cannot be chosen, against a real broker. */
class EpochFailureIT {

  private static final String NODE =
      "{\"ops\":[{\"putNode\":{\"nodeId\":\"%s\",\"binary\":{\"ones\":[1]}}}]}";

  private final AtomicBoolean fails = new AtomicBoolean();

  private SessionFactory factory() {
    return new SessionFactory(
        TestEngine.settings(),
        (graph, ids) -> {
          if (fails.get()) {
            throw new IllegalArgumentException("no regions for %d nodes".formatted(ids.size()));
          }
          return TestEngine.plan(graph, ids);
        },
        new MasterSeed(7));
  }

  @Test
  void anEpochInForceStaysWhenTheNextCannotBePlannedAndIsReplacedWhenItCan(@TempDir Path folder)
      throws Exception {
    try (StreamFixture stream = new StreamFixture(folder)) {
      CertifierLoop loop = stream.start("one", Encoding.BINARY, factory(), TestEngine.smoother());
      stream.send("g", NODE.formatted("a"));
      awaitCertified(stream, "g/a");
      fails.set(true);

      assertThat(ask(loop, "g")).isEqualTo(EpochAnswer.WANTED);
      await()
          .atMost(StreamFixture.PATIENCE)
          .until(
              () -> stream.events.stream().anyMatch(CertifierEvent.TaskFailed.class::isInstance));
      stream.send("g", NODE.formatted("b"));
      awaitCertified(stream, "g/b");

      assertThat(loop.state()).isInstanceOf(LoopState.Running.class);
      assertThat(stream.certificate("g/a").getEpoch()).isEqualTo(1);
      assertThat(stream.certificate("g/b").getEpoch()).isEqualTo(1);

      fails.set(false);
      assertThat(ask(loop, "g")).isEqualTo(EpochAnswer.WANTED);
      await()
          .atMost(StreamFixture.PATIENCE)
          .untilAsserted(() -> assertThat(stream.certificate("g/a").getEpoch()).isEqualTo(2));
      assertThat(stream.certificate("g/a").getStatus()).isEqualTo(Status.CERTIFIED);
      assertThat(ask(loop, "nobody's")).isEqualTo(EpochAnswer.NOT_HERE);
    }
  }

  @Test
  void withoutAnEpochTheCertifierEndsAndSaysWhatToCheck(@TempDir Path folder) {
    fails.set(true);
    try (StreamFixture stream = new StreamFixture(folder)) {
      CertifierLoop loop = stream.start("one", Encoding.BINARY, factory(), TestEngine.smoother());
      stream.send("g", NODE.formatted("a"));

      assertThat(StreamFixture.await(loop))
          .isInstanceOfSatisfying(
              LoopState.Failed.class,
              failed ->
                  assertThat(failed.cause())
                      .hasMessageContaining("no regions for 1 nodes")
                      .hasMessageContaining("check 'regions' and 'noise'"));
    }
  }

  private static EpochAnswer ask(CertifierLoop loop, String graphId) throws Exception {
    return loop.requestEpoch(graphId)
        .toCompletableFuture()
        .get(StreamFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static void awaitCertified(StreamFixture stream, String key) {
    await()
        .atMost(StreamFixture.PATIENCE)
        .untilAsserted(
            () -> assertThat(stream.certificate(key).getStatus()).isEqualTo(Status.CERTIFIED));
  }
}
