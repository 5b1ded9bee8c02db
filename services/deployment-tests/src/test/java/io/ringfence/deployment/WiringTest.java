package io.ringfence.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WiringTest {

  @ParameterizedTest
  @EnumSource(ValueSet.class)
  void everySelectorTakesThePodsOfItsService(ValueSet values) {
    Manifests all = Chart.with(values);

    for (Workload workload : all.workloads()) {
      assertThat(workload.isSelectedBy(workload.object().at("/spec/selector/matchLabels")))
          .isTrue();
    }
    for (String kind : List.of("Service", "PodDisruptionBudget")) {
      for (JsonNode object : all.kind(kind)) {
        JsonNode selector =
            kind.equals("Service")
                ? object.at("/spec/selector")
                : object.at("/spec/selector/matchLabels");
        assertThat(selected(all, selector)).hasSize(1);
      }
    }
    for (JsonNode monitor : all.kind("PodMonitor")) {
      assertThat(selected(all, monitor.at("/spec/selector/matchLabels")))
          .hasSameSizeAs(all.workloads());
    }
  }

  private static List<Workload> selected(Manifests all, JsonNode labels) {
    return all.workloads().stream().filter(workload -> workload.isSelectedBy(labels)).toList();
  }

  @ParameterizedTest
  @EnumSource(ValueSet.class)
  void everyPortThatIsNamedIsThere(ValueSet values) {
    Manifests all = Chart.with(values);

    for (JsonNode service : all.kind("Service")) {
      Workload target = selected(all, service.at("/spec/selector")).get(0);
      assertThat(ports(target))
          .containsAll(Manifests.texts(service.at("/spec/ports"), "targetPort"));
    }
    for (JsonNode policy : all.kind("NetworkPolicy")) {
      for (JsonNode rule : policy.at("/spec/ingress")) {
        for (Workload target : selected(all, policy.at("/spec/podSelector/matchLabels"))) {
          assertThat(ports(target)).containsAll(Manifests.texts(rule.path("ports"), "port"));
        }
      }
    }
    for (JsonNode monitor : all.kind("PodMonitor")) {
      all.workloads()
          .forEach(
              target ->
                  assertThat(ports(target))
                      .containsAll(
                          Manifests.texts(monitor.at("/spec/podMetricsEndpoints"), "port")));
    }
    for (JsonNode ingress : all.kind("Ingress")) {
      JsonNode backend = ingress.at("/spec/rules/0/http/paths/0/backend/service");
      JsonNode service = all.get("Service", backend.path("name").asText());
      assertThat(Manifests.texts(service.at("/spec/ports"), "name"))
          .contains(backend.at("/port/name").asText());
    }
  }

  private static List<String> ports(Workload workload) {
    return Manifests.texts(workload.container().path("ports"), "name");
  }

  @ParameterizedTest
  @EnumSource(ValueSet.class)
  void everyVolumeIsMountedAndEveryMountHasItsVolume(ValueSet values) {
    for (Workload workload : Chart.with(values).workloads()) {
      Set<String> mounted = new HashSet<>();
      for (String containers : List.of("containers", "initContainers")) {
        for (JsonNode container : workload.pod().path(containers)) {
          mounted.addAll(Manifests.texts(container.path("volumeMounts"), "name"));
        }
      }

      assertThat(Manifests.texts(workload.pod().path("volumes"), "name"))
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(mounted);
    }
  }

  @ParameterizedTest
  @EnumSource(ValueSet.class)
  void everyPodIsConfined(ValueSet values) {
    Manifests all = Chart.with(values);

    for (Workload workload : all.workloads()) {
      confined(workload.pod());
      JsonNode account =
          all.get("ServiceAccount", workload.pod().path("serviceAccountName").asText());
      assertThat(account.path("automountServiceAccountToken").asBoolean(true)).isFalse();
    }
    all.kind("Pod").forEach(pod -> confined(pod.path("spec")));
  }

  private static void confined(JsonNode pod) {
    assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
    JsonNode security = pod.path("securityContext");
    assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
    assertThat(security.path("runAsUser").asInt()).isEqualTo(10001);
    assertThat(security.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    Stream.of("containers", "initContainers")
        .flatMap(containers -> Manifests.each(pod.path(containers)))
        .forEach(
            container -> {
              JsonNode own = container.path("securityContext");
              assertThat(own.path("readOnlyRootFilesystem").asBoolean()).isTrue();
              assertThat(own.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
              assertThat(own.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
              assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
            });
  }

  @ParameterizedTest
  @EnumSource(ValueSet.class)
  void whatIsNotAllowedIsDenied(ValueSet values) {
    Manifests all = Chart.with(values);
    if (values == ValueSet.CERTIFIER_ALONE) {
      assertThat(all.kind("NetworkPolicy")).isEmpty();
      return;
    }
    JsonNode deny = all.get("NetworkPolicy", Chart.RELEASE + "-ringfence-deny");

    assertThat(selected(all, deny.at("/spec/podSelector/matchLabels")))
        .hasSameSizeAs(all.workloads());
    assertThat(deny.at("/spec/ingress").isMissingNode()).isTrue();
    assertThat(deny.at("/spec/egress").isMissingNode()).isTrue();
    for (Workload workload : all.workloads()) {
      JsonNode policy = all.get("NetworkPolicy", workload.name());
      assertThat(policy.at("/spec/policyTypes")).hasSize(2);
      assertThat(policy.at("/spec/ingress")).allMatch(rule -> !rule.path("ports").isEmpty());
    }
  }

  @Test
  void brokersPortsAreThoseOfTheirAddresses() {
    JsonNode small = Chart.with(ValueSet.SMALLEST).get("NetworkPolicy", "prod-ringfence-monitor");
    JsonNode given =
        Chart.with(ValueSet.STRIMZI_TLS).get("NetworkPolicy", "prod-ringfence-monitor");

    assertThat(Manifests.texts(small.at("/spec/egress/1/ports"), "port")).containsExactly("9092");
    assertThat(Manifests.texts(given.at("/spec/egress/1/ports"), "port"))
        .containsExactly("9093", "9094");
  }

  @Test
  void graphicsProcessorsAndBundlesArriveWhereTheyAreAskedFor() {
    Workload smoother = Chart.with(ValueSet.GPU).workload("smoother");

    assertThat(smoother.container().at("/resources/limits/nvidia.com~1gpu").asInt()).isEqualTo(2);
    assertThat(smoother.container().path("image").asText())
        .isEqualTo("registry.example/ringfence:1.4.0-gpu");
    assertThat(smoother.volume(smoother.volumeAt("/opt/libtorch")).toString())
        .contains("libtorch-cu128");
    assertThat(smoother.object().at("/spec/replicas").isMissingNode()).isTrue();
    assertThat(
            Chart.with(ValueSet.CERTIFIER_ALONE).workload("certifier").volume("models").toString())
        .contains("registry.example/bundles/citations:4");
  }

  @Test
  void noSecretIsInAnyObjectOtherThanByName() {
    for (ValueSet values : ValueSet.values()) {
      List<String> shown =
          Manifests.walk(
              Yaml.tree(Chart.with(values).objects()), "", leaf -> secret(leaf.path(), leaf));

      assertThat(shown).isEmpty();
      assertThat(Chart.with(values).kind("Secret")).isEmpty();
    }
  }

  private static Optional<String> secret(String path, Manifests.Leaf leaf) {
    boolean text =
        leaf.value()
            .asText()
            .matches("(?s).*(password|jaas\\.config|(?<!-)secret|token)\\s*[:=].*");
    return text ? Optional.of(path + ": " + leaf.value()) : Optional.empty();
  }
}
