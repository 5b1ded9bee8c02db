package io.ringfence.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChartTest {

  private final StrictTypes types = new StrictTypes();

  @ParameterizedTest
  @EnumSource(ValueSet.class)
  void everyObjectHasOnlyFieldsOfItsType(ValueSet values) {
    List<String> faults =
        Chart.with(values).objects().stream()
            .flatMap(object -> types.faults(object).stream())
            .toList();

    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ValueSet.class)
  void everyObjectHasItsOwnNameInItsNamespace(ValueSet values) {
    List<JsonNode> objects = Chart.with(values).objects();

    assertThat(objects)
        .allSatisfy(
            object -> {
              assertThat(Manifests.name(object)).matches("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
              assertThat(object.at("/metadata/namespace").asText()).isEqualTo(Chart.NAMESPACE);
            })
        .extracting(object -> object.path("kind").asText() + " " + Manifests.name(object))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "SMALLEST, 1, 1, 0, 0",
    "CERTIFIER_ALONE, 1, 0, 0, 0",
    "GPU, 1, 2, 0, 1",
    "STRIMZI_SCRAM, 1, 2, 5, 0",
    "STRIMZI_TLS, 1, 2, 3, 0"
  })
  void whatIsSwitchedOnIsThere(
      ValueSet values, int statefulSets, int deployments, int users, int scaled) {
    Manifests all = Chart.with(values);

    assertThat(
            Stream.of("StatefulSet", "Deployment", "KafkaUser", "ScaledObject")
                .map(kind -> all.kind(kind).size()))
        .containsExactly(statefulSets, deployments, users, scaled);
  }

  @Test
  void aFieldThatATypeDoesNotHaveIsAFault() throws IOException {
    ObjectNode set = Chart.with(ValueSet.SMALLEST).kind("StatefulSet").get(0).deepCopy();
    ((ObjectNode) set.at("/spec/template/spec/containers/0")).put("imagePullPolizy", "Always");
    ObjectNode topic = Chart.with(ValueSet.STRIMZI_SCRAM).kind("KafkaTopic").get(0).deepCopy();
    ((ObjectNode) topic.path("spec")).put("partition", 3);
    ObjectNode scaled = Chart.with(ValueSet.GPU).kind("ScaledObject").get(0).deepCopy();
    ((ObjectNode) scaled.path("spec")).put("minReplicas", 3);

    assertThat(Stream.of(set, topic, scaled).map(object -> types.faults(object).size()))
        .containsExactly(1, 1, 1);
  }

  @Test
  void helmHasNothingToSayOfTheChart(@TempDir Path folder) throws IOException {
    Path chart = folder.resolve("ringfence");
    try (Stream<Path> files =
        Files.walk(Chart.FOLDER, java.nio.file.FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = chart.resolve(Chart.FOLDER.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Path values = chart.resolve("values.yaml");
    Files.writeString(
        values,
        Files.readString(values)
            .replace("bootstrapServers: \"\"", "bootstrapServers: kafka:9092")
            .replace("claim: \"\"", "claim: models"));

    assertThat(new Helm(chart).lint().strict().call().getMessages())
        .allMatch(message -> message.contains("icon is recommended"));
  }
}
