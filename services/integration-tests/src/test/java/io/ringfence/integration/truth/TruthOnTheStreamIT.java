package io.ringfence.integration.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.certificates.Classifier;
import io.ringfence.schemas.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * At least a thousand random update streams through a real broker; a stranger checks after every
 * committed transaction each record that says CERTIFIED, and each collective number, against the
 * enumeration of all noisy graphs.
 */
class TruthOnTheStreamIT {

  /** More of them: {@code -Dringfence.truth.streams=10000}. */
  private static final int STREAMS = Integer.getInteger("ringfence.truth.streams", 1_020);

  /** Other ones: {@code -Dringfence.truth.seed=7}. */
  private static final long SEED = Long.getLong("ringfence.truth.seed", 20_261_124);

  private static final List<Recording> RECORDINGS = new ArrayList<>();

  @BeforeAll
  static void recordFourDeployments() throws Exception {
    Classifier[] classifiers = Classifier.values();
    int deployments = 2 * classifiers.length;
    ExecutorService threads = Executors.newFixedThreadPool(deployments);
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary())) {
      List<Future<Recording>> running = new ArrayList<>();
      for (int k = 0; k < deployments; k++) {
        SplittableRandom random = new SplittableRandom(SEED + k);
        TinyDeployment deployment =
            new TinyDeployment(classifiers[k / 2], /* adaptive= */ k % 2 == 1, random.split());
        Encoding encoding = k == 0 ? Encoding.JSON : Encoding.BINARY;
        int streams = STREAMS * (k + 1) / deployments - STREAMS * k / deployments;
        running.add(
            threads.submit(() -> Recording.of(broker, deployment, streams, encoding, random)));
      }
      for (Future<Recording> recording : running) {
        RECORDINGS.add(recording.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @AfterAll
  static void forget() {
    RECORDINGS.clear();
  }

  @Test
  void whatIsCertifiedIsTrueAfterEveryTransaction() {
    Tally sum = new Tally();
    for (Recording recording : RECORDINGS) {
      Tally tally = recording.check(recording.transactions());
      System.out.println("  " + recording.deployment().name() + ": " + tally.line());
      sum.add(tally);
    }
    System.out.println("Truth on the stream, seed " + SEED + ": " + sum.line());

    assertThat(sum.violations()).isEmpty();
    assertThat(sum.streams).isEqualTo(STREAMS);
    assertThat(sum.batches).as("transactions with several updates of a graph").isPositive();
    assertThat(sum.epochs).as("epochs, at least two of most graphs").isGreaterThan(STREAMS);
    assertThat(sum.letters).as("dead letters").isPositive();
    assertThat(sum.displaced).as("records with a displacement").isPositive();
    assertThat(sum.cells).as("collective numbers above zero").isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void theCheckerFindsEveryLie(Lie lie) {
    long found = 0;
    for (Recording recording : RECORDINGS) {
      found += recording.check(lie.of(recording.transactions())).untrue();
    }
    System.out.println("  " + lie + ": found " + found + " times");

    assertThat(found).isPositive();
  }
}
