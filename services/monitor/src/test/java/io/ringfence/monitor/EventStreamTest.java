package io.ringfence.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.client.Word;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventStreamTest {

  private static final int STEPS = 150;
  private static final String GRAPH = "g";

  /** The ring of ten is too small for what a listener misses, so it must be told to begin anew. */
  @ParameterizedTest
  @CsvSource({"1, 20000", "2, 20000", "3, 20000", "4, 10", "5, 10"})
  void aListenerThatIsCutAtRandomEndsWhereTheSnapshotIs(long seed, int kept) throws Exception {
    Random random = new Random(seed);
    try (TestServer server = TestServer.keeping(kept)) {
      server.say(Records.certified(GRAPH, "n0", 1, 1, 0));
      Replica replica = new Replica();
      String last = load(server, replica);
      for (int round = 0; round < 6; round++) {
        churn(server, random, STEPS / 6);
        try (Listener listener = Listener.open(server.port(), "?graph=" + GRAPH, last)) {
          churn(server, random, random.nextInt(10));
          int hear = random.nextInt(40);
          for (int i = 0; i < hear; i++) {
            if (!hear(server, listener, replica, 30)) {
              break;
            }
          }
          last = listener.lastId();
        }
      }
      churn(server, random, 5);
      server.flush();
      try (Listener listener = Listener.open(server.port(), "?graph=" + GRAPH, last)) {
        while (hear(server, listener, replica, 200)) {
          assertThat(listener.lastId()).startsWith("run-");
        }
      }

      Replica truth = new Replica();
      load(server, truth);
      assertThat(replica).hasToString(truth.toString());
    }
  }

  private static String load(TestServer server, Replica replica)
      throws IOException, InterruptedException {
    JsonObject structure =
        new JsonObject(server.get("/api/v1/graphs/" + GRAPH + "/structure").body());
    replica.load(structure);
    return structure.getString("lastEventId");
  }

  private static boolean hear(TestServer server, Listener listener, Replica replica, int millis)
      throws IOException, InterruptedException {
    Listener.@Nullable Heard heard = listener.next(millis);
    if (heard == null) {
      return false;
    }
    if (heard.type().equals("reset")) {
      load(server, replica);
    } else {
      replica.apply(new JsonObject(heard.data()));
    }
    return true;
  }

  private static void churn(TestServer server, Random random, int steps) {
    for (int i = 0; i < steps; i++) {
      String node = "n" + random.nextInt(12);
      String other = "n" + random.nextInt(12);
      List<Word> words = new ArrayList<>();
      switch (random.nextInt(5)) {
        case 0 -> server.gone(GRAPH, node);
        case 1 -> server.say(Records.pending(GRAPH, node, i));
        case 2, 3 -> {
          if (!node.equals(other)) {
            words.add(Words.edge(GRAPH, node, other, random.nextInt(3) > 0));
          }
        }
        default ->
            server.say(Records.certified(GRAPH, node, random.nextInt(3), random.nextInt(5), i));
      }
      server.take(words);
      if (random.nextInt(3) == 0) {
        server.flush();
      }
    }
  }

  @Test
  void changesOfANodeBetweenTwoFlushesAreToldOnce() throws Exception {
    try (TestServer server = TestServer.open();
        Listener listener = Listener.open(server.port(), "", null)) {
      for (int version = 0; version < 50; version++) {
        server.say(Records.pending("g", "a", version));
      }
      server.flush();
      server.flush();
      server.say(Records.alert("1", "g", RobustnessAlert.State.FIRING, Records.NOON));

      Listener.Heard changes = Objects.requireNonNull(listener.next(2_000));
      Listener.Heard alert = Objects.requireNonNull(listener.next(2_000));

      assertThat(changes.type()).isEqualTo("changes");
      assertThat(new JsonObject(changes.data()).getJsonArray("nodes")).hasSize(1);
      assertThat(alert.type()).isEqualTo("alert");
      assertThat(new JsonObject(alert.data()).getString("alertId")).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @CsvSource({"other-5", "run-999", "nonsense", "run--1"})
  void anIdOfAnotherRunOrOfNoEventMeansToBeginAnew(String id) throws Exception {
    try (TestServer server = TestServer.open();
        Listener listener = Listener.open(server.port(), "", id)) {
      assertThat(Objects.requireNonNull(listener.next(2_000)).type()).isEqualTo("reset");
    }
  }

  @Test
  void aListenerToOneGraphHearsNothingOfOthersAndStillKeepsItsPlace() throws Exception {
    try (TestServer server = TestServer.open();
        Listener listener = Listener.open(server.port(), "?graph=b", null)) {
      server.say(Records.pending("a", "x", 1));
      server.flush();
      server.say(Records.pending("b", "y", 1));
      server.flush();

      assertThat(
              new JsonObject(Objects.requireNonNull(listener.next(2_000)).data())
                  .getString("graphId"))
          .isEqualTo("b");
      assertThat(listener.lastId()).isEqualTo("run-2");
    }
  }

  @Test
  void aListenerThatDoesNotReadIsToldToBeginAnewAndCostsNoMemory() throws Exception {
    try (TestServer server = TestServer.keeping(10);
        Listener listener = Listener.open(server.port(), "", null)) {
      String big = "x".repeat(200);
      for (int round = 0; round < 200; round++) {
        NodeCertificate[] words = new NodeCertificate[100];
        for (int i = 0; i < words.length; i++) {
          words[i] = Records.pending("g", big + i, round);
        }
        server.say(words);
        server.flush();
      }

      boolean reset = false;
      Listener.@Nullable Heard heard = listener.next(2_000);
      while (heard != null && !reset) {
        reset = heard.type().equals("reset");
        heard = listener.next(2_000);
      }
      assertThat(reset).isTrue();
    }
  }

  @Test
  void moreListenersThanAllowedAreRefused() throws Exception {
    try (TestServer server = TestServer.open()) {
      List<Listener> listeners = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        listeners.add(Listener.open(server.port(), "", null));
      }

      assertThatThrownBy(() -> Listener.open(server.port(), "", null)).hasMessageContaining("503");
      for (Listener listener : listeners) {
        listener.close();
      }
    }
  }
}
