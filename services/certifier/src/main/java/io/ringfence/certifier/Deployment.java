package io.ringfence.certifier;

import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.engine.EpochPlanner;
import io.ringfence.schemas.Encoding;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.stream.ClientOptions;
import io.ringfence.stream.Failover;
import io.ringfence.stream.SessionFactory;
import io.ringfence.stream.StreamSettings;
import io.ringfence.stream.TopicDeclarations;
import io.ringfence.stream.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * All parts of a certifier that follow from the configuration, checked and loaded, nothing started.
 */
record Deployment(
    CertifierConfiguration configuration,
    ModelBundle bundle,
    StreamSettings stream,
    SessionFactory sessions) {

  private static final int TASKS_AT_ONCE = 2;
  private static final Duration EPOCH_QUIET = Duration.ofMillis(200);
  private static final Duration EPOCH_DELAY = Duration.ofSeconds(2);

  /**
   * @throws IOException if the file of regions cannot be read
   * @throws io.ringfence.smoothing.ModelException if the model cannot be used
   */
  static Deployment of(CertifierConfiguration configuration) throws IOException {
    ModelBundle bundle = ModelBundle.load(configuration.model());
    Optional<RegionFile> regionFile = Optional.empty();
    if (configuration.regions().file().isPresent()) {
      regionFile = Optional.of(RegionFile.read(configuration.regions().file().get()));
    }
    EpochPlanner planner =
        new RegionsAndNoise(configuration.regions(), configuration.noise(), regionFile);
    SessionFactory sessions =
        new SessionFactory(
            DeploymentSettings.certification(configuration, bundle),
            planner,
            DeploymentSettings.seed(configuration.smoothing()));
    return new Deployment(configuration, bundle, stream(configuration), sessions);
  }

  private static StreamSettings stream(CertifierConfiguration configuration) {
    return new StreamSettings(
        clients(configuration),
        topics(configuration.topics()),
        configuration.group(),
        configuration.instanceId(),
        configuration.encoding() == CertifierConfiguration.Encoding.JSON
            ? Encoding.JSON
            : Encoding.BINARY,
        configuration.graph().recordBytes(),
        configuration.planner().maxNodesPerTask(),
        EPOCH_QUIET,
        EPOCH_DELAY,
        new Failover(configuration.failover().standby(), configuration.failover().leaveOnStop()));
  }

  static ClientOptions clients(CertifierConfiguration configuration) {
    return new ClientOptions(
        configuration.kafka().common(),
        configuration.kafka().consumerOwn(),
        configuration.kafka().producerOwn(),
        configuration.kafka().adminOwn());
  }

  static Topics topics(CertifierConfiguration.Topics names) {
    return new Topics(
        names.graphUpdates(),
        names.nodeCertificates(),
        names.graphCertificates(),
        names.graphChangelog(),
        names.deadLetters());
  }

  TopicDeclarations declarations() {
    return new TopicDeclarations(
        stream.topics(),
        configuration.topics().partitions(),
        configuration.topics().replication(),
        configuration.graph().recordBytes());
  }

  /**
   * One task smooths (on threads of its own) while another solves a collective certificate. Those
   * that wait for a pool cost no processor: as many more as keep it busy.
   */
  int tasksAtOnce() {
    CertifierConfiguration.Pool pool = configuration.smoothing().pool();
    return pool.enabled() ? TASKS_AT_ONCE + pool.workers() : TASKS_AT_ONCE;
  }

  int threads() {
    int configured = configuration.smoothing().threads();
    return configured > 0 ? configured : Runtime.getRuntime().availableProcessors();
  }
}
