package io.ringfence.hosting.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceholdersTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ConfigurationSchema schema =
      ConfigurationSchema.load(PlaceholdersTest.class, "placeholders.schema.json");

  @TempDir private Path folder = Path.of("");

  @Test
  void textComesFromFilesAndVariables() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "p$1\\w\n");
    ObjectNode tree = tree();
    tree.putObject("kafka")
        .put("jaas", "user=\"${env:USER_NAME}\" password=\"${file:%s}\"".formatted(password));
    tree.put("seed", "${env:SEED}");
    tree.putArray("list").add("${env:SEED}");

    List<ConfigurationFault> faults =
        Placeholders.fill(tree, schema, Map.of("USER_NAME", "ann", "SEED", "7"));

    assertThat(faults).isEmpty();
    assertThat(tree.at("/kafka/jaas").asText()).isEqualTo("user=\"ann\" password=\"p$1\\w\"");
    assertThat(tree.at("/seed").isIntegralNumber()).isTrue();
    assertThat(tree.at("/list/0").asText()).isEqualTo("7");
  }

  @Test
  void whatIsNotThereIsAFaultOfItsKey() {
    ObjectNode tree = tree();
    tree.putObject("kafka").put("a", "${env:NO_SUCH}").put("b", "${file:/no/such/file}");

    assertThat(Placeholders.fill(tree, schema, Map.of()))
        .extracting(ConfigurationFault::toString)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("kafka.a:").contains("'NO_SUCH'", "set it"),
            second -> assertThat(second).startsWith("kafka.b:").contains("/no/such/file"));
  }

  @Test
  void kafkaFillsInWhatItsOwnProvidersAreFor() {
    ObjectNode tree = tree();
    tree.putObject("kafka").put("config.providers", "file").put("a", "${file:/x:key}");

    assertThat(Placeholders.fill(tree, schema, Map.of())).isEmpty();
    assertThat(tree.at("/kafka/a").asText()).isEqualTo("${file:/x:key}");
  }

  private static ObjectNode tree() {
    return JSON.createObjectNode();
  }
}
