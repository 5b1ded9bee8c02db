package io.ringfence.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicCheckIT {

  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(BrokerOptions.temporary());
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void makesWhatIsMissingToFitWhatIsThere() {
    Topics topics = named("a");
    broker.createTopics(List.of(new NewTopic(topics.graphUpdates(), 3, (short) 1)));
    TopicDeclarations declarations = new TopicDeclarations(topics, 6, (short) -1, 2_000_000);
    TopicFacts made = check(declarations, true);

    assertThat(made.partitions()).isEqualTo(3);
    assertThat(made.deadLetterBytes()).isGreaterThan(2_000_000);
    await().untilAsserted(() -> assertThat(check(declarations, false)).isEqualTo(made));
  }

  @Test
  void namesEveryMissingTopicAndTheRemedy() {
    TopicDeclarations declarations = new TopicDeclarations(named("b"), 2, (short) 1, 1_000);
    assertThatThrownBy(() -> check(declarations, false))
        .isInstanceOf(StreamException.class)
        .hasMessageContaining("b-updates")
        .hasMessageContaining("b-dead")
        .hasMessageContaining("topics.create");
  }

  @Test
  void refusesTopicsWhoseGraphsWouldNotLieSideBySide() {
    Topics topics = named("c");
    check(new TopicDeclarations(topics, 2, (short) 1, 1_000), true);
    broker.createTopics(List.of(new NewTopic("c-other", 5, (short) 1)));
    Topics mixed =
        new Topics(
            topics.graphUpdates(),
            "c-other",
            topics.graphCertificates(),
            topics.graphChangelog(),
            topics.deadLetters());
    assertThatThrownBy(() -> check(new TopicDeclarations(mixed, 2, (short) 1, 1_000), false))
        .isInstanceOf(StreamException.class)
        .hasMessageContaining("'c-other' has 5 partitions")
        .hasMessageContaining("anew with 2 partitions");
  }

  @Test
  void saysThatThereIsNoBroker() {
    ClientOptions nowhere =
        new ClientOptions(
            Map.of("bootstrap.servers", "localhost:1"),
            Map.of(),
            Map.of(),
            Map.of("default.api.timeout.ms", "1500", "request.timeout.ms", "1000"));
    assertThatThrownBy(
            () ->
                TopicCheck.run(
                    nowhere, new TopicDeclarations(named("d"), 1, (short) 1, 1_000), false))
        .isInstanceOf(StreamException.class)
        .hasMessageContaining("kafka.bootstrap.servers");
  }

  @Test
  void saysThatTheOptionsAreNotUsable() {
    ClientOptions wrong =
        new ClientOptions(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "security.protocol", "NONE"),
            Map.of(),
            Map.of(),
            Map.of());
    assertThatThrownBy(
            () ->
                TopicCheck.run(
                    wrong, new TopicDeclarations(named("e"), 1, (short) 1, 1_000), false))
        .isInstanceOf(StreamException.class)
        .hasMessageContaining("kafka.admin");
  }

  private static TopicFacts check(TopicDeclarations declarations, boolean create) {
    return TopicCheck.run(ClientOptions.of(broker.bootstrapServers()), declarations, create);
  }

  private static Topics named(String prefix) {
    return new Topics(
        prefix + "-updates",
        prefix + "-nodes",
        prefix + "-graphs",
        prefix + "-log",
        prefix + "-dead");
  }
}
