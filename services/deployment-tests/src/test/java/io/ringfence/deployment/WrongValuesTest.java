package io.ringfence.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongValuesTest {

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        // What the schema finds.
        "{certifer: {replicas: 2}} | additional properties 'certifer' not allowed",
        "{certifier: {replica: 2}} | '/certifier': additional properties 'replica' not allowed",
        "{certifier: {replicas: 0}} | '/certifier/replicas': minimum: got 0, want 1",
        "{certifier: {replicas: many}} | '/certifier/replicas': got string, want integer",
        "{image: {pullPolicy: Sometimes}} | '/image/pullPolicy': value must be one of 'Always', 'IfNotPresent', 'Never'",
        "{image: {digest: 12ab}} | '/image/digest': '12ab' does not match pattern",
        "{kafka: {bootstrapServers: kafka}} | '/kafka/bootstrapServers': 'kafka' does not match pattern",
        "{kafka: {authentication: plain}} | '/kafka/authentication': value must be one of",
        "{kafka: {password: x}} | '/kafka': additional properties 'password' not allowed",
        "{topics: {partitions: 0}} | '/topics/partitions': minimum: got 0, want 1",
        "{topics: {graph-updates: a b}} | '/topics/graph-updates': 'a b' does not match pattern",
        "{topics: {replication: 9}} | '/topics/replication': value must be one of",
        "{model: {source: ftp}} | '/model/source': value must be one of 'claim', 'image', 'init'",
        "{model: {path: /tmp/x}} | '/model/path': '/tmp/x' does not match pattern",
        "{model: {path: /models/../etc}} | '/model/path': '/models/../etc' does not match pattern",
        "{management: {port: 80}} | '/management/port': minimum: got 80, want 1,024",
        "{certifier: {resources: {limits: {memory: 4 GB}}}} | '/certifier/resources/limits/memory'",
        "{podDisruptionBudget: {maxUnavailable: {smoother: 120%}}} | '/podDisruptionBudget/maxUnavailable/smoother'",
        "{monitor: {auth: {mode: password}}} | '/monitor/auth/mode': value must be one of",
        "{smoother: {gpu: {resource: gpu}}} | '/smoother/gpu/resource': 'gpu' does not match pattern",
        "{networkPolicy: {kafka: [{cidr: 10.0.0.0/8}]}} | '/networkPolicy/kafka/0': additional properties 'cidr' not allowed",
        // What the services' own schemas find, before anything is installed.
        "{certifier: {configuration: {smoothing: {sampels: 9}}}} | '/certifier/configuration/smoothing': additional properties 'sampels' not allowed",
        "{certifier: {configuration: {confidence: {alpha: 0.7}}}} | '/certifier/configuration/confidence/alpha'",
        "{certifier: {configuration: {collective: {time-limit: 5 s}}}} | '/certifier/configuration/collective/time-limit': '5 s' does not match pattern",
        "{smoother: {configuration: {lock: soon}}} | '/smoother/configuration/lock': 'soon' does not match pattern",
        "{monitor: {configuration: {rules: [{name: x}]}}} | '/monitor/configuration/rules/0'",
        // What the chart sets by itself, and secrets.
        "{certifier: {configuration: {instance-id: me}}} | '/certifier/configuration': additional properties 'instance-id' not allowed",
        "{certifier: {configuration: {topics: {create: true}}}} | '/certifier/configuration': additional properties 'topics' not allowed",
        "{monitor: {configuration: {server: {auth: {token: 0123456789abcdef}}}}} | '/monitor/configuration/server/auth': additional properties 'token' not allowed",
        "{monitor: {configuration: {notify: {webhooks: [{name: a, url: 'http://a', secret: 0123456789abcdef}]}}}} | additional properties 'secret' not allowed",
        // What several values must obey together.
        "{kafka: {bootstrapServers: ''}} | kafka.bootstrapServers is empty; give host:port",
        "{model: {claim: ''}} | model.claim is empty; name the PersistentVolumeClaim",
        "{model: {source: image}} | model.image is empty; give the reference of an image",
        "{model: {source: init}} | model.init.image is empty; give an image",
        "{kafka: {authentication: tls}} | kafka.authentication is tls, which needs encrypted connections; set kafka.tls.enabled: true.",
        "{kafka: {authentication: scram-sha-512}} | kafka.users.certifier.secret is empty; name the Secret",
        "{kafka: {options: {sasl.jaas.config: x}}} | kafka.options has 'sasl.jaas.config', a secret, and no value may hold one; put it into a Secret as RINGFENCE_KAFKA_SASL_JAAS_CONFIG",
        "{certifier: {configuration: {kafka: {consumer: {ssl.key.password: x}}}}} | certifier.configuration.kafka.consumer has 'ssl.key.password'",
        "{smoother: {enabled: true, autoscaling: {enabled: true}}} | KEDA's kafka trigger cannot see the backlog of a share group",
        "{smoother: {enabled: true, autoscaling: {enabled: true, minReplicas: 9, prometheus: {address: 'http://p'}}}} | minReplicas is 9 and maxReplicas 8",
        "{smoother: {gpu: {enabled: true}}} | smoother.gpu.enabled is true and smoother.enabled is not",
        "{smoother: {enabled: true, gpu: {enabled: true}}, certifier: {configuration: {smoothing: {pool: {noise: keyed}}}}} | noise is keyed, and no GPU draws that noise",
        "{monitor: {ingress: {enabled: true, host: a.example}}} | the page would be open to everyone",
        "{monitor: {auth: {mode: token}}} | monitor.auth.secret is empty; name the Secret with the token.",
        "{monitor: {auth: {mode: oidc}}} | monitor.configuration.server.auth.client-id is not set",
        "{monitoring: {podMonitor: {enabled: true}}} | metrics are told to nobody without a token; name a Secret with one.",
        "{certifier: {configuration: {management: {token: 0123456789abcdef}}}} | additional properties 'token' not allowed",
        "{strimzi: {topics: {enabled: true}}} | strimzi.cluster is empty; name the Kafka resource",
        "{strimzi: {cluster: c, users: {enabled: true}}} | nobody would be the users that are made",
        "{kafka: {authentication: scram-sha-512}, strimzi: {cluster: c, namespace: kafka, users: {enabled: true}}} | copy it and name the copy in kafka.users.certifier.secret",
      })
  void aWrongValueIsRefusedWithWhatToDo(String values, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("values.yaml"), values);

    assertThatThrownBy(() -> Chart.with(ValueSet.SMALLEST.file(), file))
        .hasMessageContaining(message);
  }

  @Test
  void allFaultsAreToldAtOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("values.yaml"), "{}");

    assertThatThrownBy(() -> Chart.with(file))
        .hasMessageContaining("kafka.bootstrapServers is empty")
        .hasMessageContaining("model.claim is empty");
  }

  @Test
  void theSmallestValuesAreEnough() {
    assertThat(Chart.with(ValueSet.SMALLEST).workloads()).hasSize(2);
  }
}
