package io.ringfence.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.ringfence.monitor.feed.AlertTopic;
import io.ringfence.rights.Installation;
import io.ringfence.rights.Right;
import io.ringfence.rights.Role;
import io.ringfence.stream.TopicDeclarations;
import io.ringfence.stream.Topics;
import io.ringfence.stream.pool.PoolTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strimzi's resources against what the code says of topics and rights. */
class KafkaResourcesTest {

  private static final Installation.Topics RENAMED =
      new Installation.Topics(
          "Updates_of.graphs",
          "node-certificates",
          "graph-certificates",
          "graph-changelog",
          "graph-updates.dlq",
          "smoothing-tasks",
          "smoothing-results",
          "alerts");

  private static final Installation SCRAM =
      Installation.DEFAULT
          .withTopics(RENAMED)
          .withCertifiers("certifiers")
          .withSmoothers("workers")
          .withConsumers("readers");

  private static final Installation TLS =
      Installation.DEFAULT.withStructure(false).withCreate(true);

  @Test
  void topicsAreThoseThatTheServicesWouldMake() {
    short replicas = 3;
    List<NewTopic> made = new ArrayList<>();
    Topics names =
        new Topics(
            RENAMED.graphUpdates(),
            RENAMED.nodeCertificates(),
            RENAMED.graphCertificates(),
            RENAMED.graphChangelog(),
            RENAMED.deadLetters());
    made.addAll(new TopicDeclarations(names, 12, replicas, 4194304).all());
    made.addAll(PoolTopics.DEFAULT.declarations(12, replicas, 4194304));
    made.add(new AlertTopic(Map.of(), RENAMED.alerts(), replicas).declaration());

    Map<String, JsonNode> declared =
        Chart.with(ValueSet.STRIMZI_SCRAM).kind("KafkaTopic").stream()
            .collect(
                Collectors.toMap(
                    topic -> topic.at("/spec/topicName").asText(), topic -> topic.path("spec")));

    assertThat(declared).hasSize(made.size());
    for (NewTopic topic : made) {
      JsonNode spec = declared.getOrDefault(topic.name(), MissingNode.getInstance());
      assertThat(spec.path("partitions").asInt()).isEqualTo(topic.numPartitions());
      assertThat(spec.path("replicas").asInt()).isEqualTo(topic.replicationFactor());
      assertThat(Workload.map(spec.path("config"))).isEqualTo(topic.configs());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "STRIMZI_SCRAM, CERTIFIER",
    "STRIMZI_SCRAM, SMOOTHER",
    "STRIMZI_SCRAM, MONITOR",
    "STRIMZI_SCRAM, PRODUCER",
    "STRIMZI_SCRAM, CONSUMER",
    "STRIMZI_TLS, CERTIFIER",
    "STRIMZI_TLS, SMOOTHER",
    "STRIMZI_TLS, MONITOR"
  })
  void usersHaveTheLeastRightsOfTheirRole(ValueSet values, Role role) {
    Installation installation = values == ValueSet.STRIMZI_SCRAM ? SCRAM : TLS;
    String name = Chart.RELEASE + "-ringfence-" + role.name().toLowerCase(Locale.ROOT);
    JsonNode user = Chart.with(values).get("KafkaUser", name);

    TreeSet<String> granted = new TreeSet<>();
    for (JsonNode acl : user.at("/spec/authorization/acls")) {
      assertThat(acl.path("type").asText("allow")).isEqualTo("allow");
      for (JsonNode operation : acl.path("operations")) {
        granted.add(grant(acl.path("resource"), operation.asText()));
      }
    }

    assertThat(granted)
        .isEqualTo(
            role.rights(installation).stream()
                .map(KafkaResourcesTest::words)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static String grant(JsonNode resource, String operation) {
    ResourceType type =
        switch (resource.path("type").asText()) {
          case "topic" -> ResourceType.TOPIC;
          case "group" -> ResourceType.GROUP;
          case "transactionalId" -> ResourceType.TRANSACTIONAL_ID;
          default -> throw new AssertionError("No right is about " + resource);
        };
    PatternType pattern =
        resource.path("patternType").asText().equals("prefix")
            ? PatternType.PREFIXED
            : PatternType.LITERAL;
    AclOperation known =
        List.of(AclOperation.values()).stream()
            .filter(one -> one.name().replace("_", "").equalsIgnoreCase(operation))
            .findFirst()
            .orElseThrow(() -> new AssertionError("No operation is called " + operation));
    return "%s %s %s %s".formatted(type, resource.path("name").asText(), pattern, known);
  }

  private static String words(Right right) {
    return "%s %s %s %s".formatted(right.type(), right.name(), right.pattern(), right.operation());
  }

  @Test
  void servicesUseTheSecretsThatStrimziMakesOfTheirUsers() {
    for (Workload workload : Chart.with(ValueSet.STRIMZI_SCRAM).workloads()) {
      assertThat(Chart.with(ValueSet.STRIMZI_SCRAM).find("KafkaUser", workload.name())).isPresent();
      JsonNode reference =
          Manifests.each(workload.container().path("env"))
              .map(variable -> variable.at("/valueFrom/secretKeyRef"))
              .filter(node -> node.path("key").asText().startsWith("sasl"))
              .findFirst()
              .orElseThrow();
      assertThat(reference.path("name").asText()).isEqualTo(workload.name());
      assertThat(reference.path("key").asText()).isEqualTo("sasl.jaas.config");
    }
  }
}
