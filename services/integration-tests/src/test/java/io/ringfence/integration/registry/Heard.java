package io.ringfence.integration.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.client.WatchedTopics;
import io.ringfence.client.Word;
import io.ringfence.client.WordConsumer;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.NodeCertificate.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** What the Java client reads. */
final class Heard implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final WordConsumer consumer;
  private final List<Word> words = new ArrayList<>();

  Heard(String bootstrapServers) {
    consumer =
        WordConsumer.ofAll(
            Map.of("bootstrap.servers", bootstrapServers),
            WatchedTopics.certificates().withAlerts("robustness-alerts"));
  }

  /** Waits until a node has been certified so many times. */
  void awaitCertified(String graph, String node, int times) {
    awaitThat("%s/%s certified".formatted(graph, node), () -> certified(graph, node) >= times);
  }

  /** Waits for a word on an alert. */
  void awaitAlert(String graph) {
    awaitThat(
        "an alert on " + graph,
        () ->
            words.stream()
                .anyMatch(
                    word ->
                        word instanceof Word.OfAlert alert
                            && alert.alert().getGraphId().equals(graph)));
  }

  private void awaitThat(String what, BooleanSupplier condition) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .until(
            () -> {
              words.addAll(consumer.poll(Duration.ofMillis(200)));
              return condition.getAsBoolean();
            });
    assertThat(words).noneMatch(Word.Malformed.class::isInstance);
  }

  /** How many times a node has been certified, so far. */
  long certified(String graph, String node) {
    return of(graph, node).stream().filter(word -> word.getStatus() == Status.CERTIFIED).count();
  }

  /** All that was said of a node, so far. */
  List<NodeCertificate> of(String graph, String node) {
    return words.stream()
        .filter(Word.OfNode.class::isInstance)
        .map(word -> ((Word.OfNode) word).certificate())
        .filter(word -> word.getGraphId().equals(graph) && word.getNodeId().equals(node))
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
