package io.ringfence.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.monitor.configuration.MonitorConfiguration;
import io.ringfence.smoother.configuration.SmootherConfiguration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigurationsTest {

  @ParameterizedTest
  @EnumSource(ValueSet.class)
  void theServicesTakeTheirConfigurations(ValueSet values) {
    for (Workload workload : Chart.with(values).workloads()) {
      String command = workload.arguments().get(0);
      int port = workload.container().at("/ports/0/containerPort").asInt();

      switch (workload.component()) {
        case "certifier" -> {
          CertifierConfiguration certifier = certifier(values);
          assertThat(command).isEqualTo("serve");
          assertThat(certifier.instanceId()).isEqualTo(workload.name() + "-0");
          assertThat(certifier.management().port()).isEqualTo(port);
          assertThat(certifier.management().host()).isEqualTo("0.0.0.0");
        }
        case "smoother" -> {
          SmootherConfiguration smoother = smoother(values);
          assertThat(command).isEqualTo("smooth");
          assertThat(smoother.workerId()).isEqualTo(workload.name() + "-0");
          assertThat(smoother.management().port()).isEqualTo(port);
        }
        default -> {
          assertThat(command).isEqualTo("monitor");
          assertThat(monitor(values).management().port()).isEqualTo(port);
        }
      }
    }
  }

  private static CertifierConfiguration certifier(ValueSet values) {
    Workload workload = Chart.with(values).workload("certifier");
    return new io.ringfence.certifier.configuration.ConfigurationLoader()
        .parse("values", workload.configuration(Chart.with(values)), workload.environment());
  }

  private static SmootherConfiguration smoother(ValueSet values) {
    Workload workload = Chart.with(values).workload("smoother");
    return new io.ringfence.smoother.configuration.ConfigurationLoader()
        .parse("values", workload.configuration(Chart.with(values)), workload.environment());
  }

  private static MonitorConfiguration monitor(ValueSet values) {
    Workload workload = Chart.with(values).workload("monitor");
    return new io.ringfence.monitor.configuration.ConfigurationLoader()
        .parse("values", workload.configuration(Chart.with(values)), workload.environment());
  }

  @Test
  void valuesReachTheServices() {
    CertifierConfiguration certifier = certifier(ValueSet.STRIMZI_SCRAM);
    SmootherConfiguration smoother = smoother(ValueSet.STRIMZI_SCRAM);

    assertThat(certifier.smoothing().samples()).isEqualTo(4000);
    assertThat(certifier.smoothing().pool().enabled()).isTrue();
    assertThat(certifier.smoothing().pool().recordBytes())
        .isEqualTo(smoother.topics().recordBytes())
        .isEqualTo(4194304);
    assertThat(certifier.topics().create()).isFalse();
    assertThat(certifier.topics().graphUpdates()).isEqualTo("Updates_of.graphs");
    assertThat(certifier.kafka().producer())
        .contains(
            Map.entry("compression.type", "zstd"),
            Map.entry("security.protocol", "SASL_SSL"),
            Map.entry("sasl.jaas.config", Workload.PLACEHOLDER),
            Map.entry("ssl.truststore.location", "/etc/ringfence-kafka/ca/ca.crt"));
    assertThat(certifier.kafka().consumer()).containsEntry("session.timeout.ms", "30000");
  }

  @Test
  void clientCertificatesComeFromFiles() {
    assertThat(certifier(ValueSet.STRIMZI_TLS).kafka().consumer())
        .contains(
            Map.entry("security.protocol", "SSL"),
            Map.entry("ssl.keystore.location", "/etc/ringfence-kafka/user/user.p12"),
            Map.entry("ssl.keystore.password", Workload.PLACEHOLDER));
  }

  @Test
  void certifiersOfGraphicsProcessorsTakeAnyNoise() {
    CertifierConfiguration certifier = certifier(ValueSet.GPU);

    assertThat(certifier.smoothing().pool().noise().name()).isEqualTo("ANY");
    assertThat(certifier.smoothing().pool().workers()).isEqualTo(6);
    assertThat(smoother(ValueSet.GPU).smoothing().device().name()).isEqualTo("GPU");
    assertThat(smoother(ValueSet.GPU).models().stream().map(String::valueOf))
        .containsExactly("/models/citations-2", "/models/citations-1");
  }

  @Test
  void thePageIsOnLoopbackUntilSomeoneMustSayWhoTheyAre() {
    assertThat(monitor(ValueSet.SMALLEST).server().host()).isEqualTo("127.0.0.1");
    assertThat(monitor(ValueSet.STRIMZI_SCRAM).server().host()).isEqualTo("0.0.0.0");
    assertThat(Chart.with(ValueSet.SMALLEST).kind("Service")).hasSize(1);
  }

  @Test
  void theBacklogIsWeighedWithTheCertifiersPatience() {
    String query =
        Chart.with(ValueSet.GPU)
            .kind("ScaledObject")
            .get(0)
            .at("/spec/triggers/0/metadata/query")
            .asText();

    assertThat(certifier(ValueSet.GPU).smoothing().pool().patience()).hasMinutes(2);
    assertThat(query).contains("+ 120 * sum(rate(ringfence_pool_parts_total{");
  }
}
