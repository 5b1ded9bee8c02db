package io.ringfence.certifier;

import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.engine.EpochPlanner;
import io.ringfence.engine.TaskLimits;
import io.ringfence.rights.Installation;
import io.ringfence.rights.Right;
import io.ringfence.rights.Role;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.RecordKeys;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.stream.ClientOptions;
import io.ringfence.stream.EpochRule;
import io.ringfence.stream.Failover;
import io.ringfence.stream.FlowLimits;
import io.ringfence.stream.RecordFormats;
import io.ringfence.stream.SessionFactory;
import io.ringfence.stream.StreamSettings;
import io.ringfence.stream.TopicDeclarations;
import io.ringfence.stream.Topics;
import io.ringfence.stream.WorkSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All parts of a certifier that follow from the configuration, checked and loaded, nothing started.
 */
record Deployment(
    CertifierConfiguration configuration,
    ModelBundle bundle,
    StreamSettings stream,
    SessionFactory sessions) {

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
        RecordFormats.of(
            configuration.encoding() == CertifierConfiguration.Encoding.JSON
                ? Encoding.JSON
                : Encoding.BINARY),
        configuration.graph().recordBytes(),
        EPOCH_QUIET,
        EPOCH_DELAY,
        epochRule(configuration.epoch()),
        work(configuration),
        flow(configuration.flow()),
        new Failover(configuration.failover().standby(), configuration.failover().leaveOnStop()));
  }

  private static EpochRule epochRule(CertifierConfiguration.EpochRule epoch) {
    return new EpochRule(
        epoch.automatic(),
        epoch.drift().growth(),
        epoch.drift().imbalance(),
        epoch.drift().cut(),
        epoch.drift().newEdges(),
        epoch.hold(),
        epoch.minAge());
  }

  /** Tasks that wait for a pool cost no processor: as many more as keep it busy. */
  private static WorkSettings work(CertifierConfiguration configuration) {
    CertifierConfiguration.Planner planner = configuration.planner();
    CertifierConfiguration.Pool pool = configuration.smoothing().pool();
    Map<String, List<String>> watched = new HashMap<>();
    for (String key : planner.watched()) {
      List<String> parts = RecordKeys.split(key);
      watched.computeIfAbsent(parts.get(0), id -> new ArrayList<>()).add(parts.get(1));
    }
    return new WorkSettings(
        new TaskLimits(planner.maxNodesPerTask(), planner.maxWorkPerTask(), planner.patience()),
        pool.enabled() ? planner.tasks() + pool.workers() : planner.tasks(),
        watched);
  }

  private static FlowLimits flow(CertifierConfiguration.Flow flow) {
    return new FlowLimits(
        flow.waitingBytes(),
        flow.heapShare(),
        FlowLimits.DEFAULT.batchBytes(),
        FlowLimits.DEFAULT.batchTime());
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

  /** The least that it needs at Kafka, but for the pool. */
  List<Right> rights() {
    return rights(configuration);
  }

  static List<Right> rights(CertifierConfiguration configuration) {
    return Role.CERTIFIER.rights(installation(configuration).withPool(false));
  }

  /** What it needs for the pool beside. */
  List<Right> poolRights() {
    return poolRights(configuration);
  }

  static List<Right> poolRights(CertifierConfiguration configuration) {
    List<Right> all = new ArrayList<>(Role.CERTIFIER.rights(installation(configuration)));
    all.removeAll(rights(configuration));
    return all;
  }

  private static Installation installation(CertifierConfiguration configuration) {
    CertifierConfiguration.Topics names = configuration.topics();
    return Installation.DEFAULT
        .withTopics(
            new Installation.Topics(
                names.graphUpdates(),
                names.nodeCertificates(),
                names.graphCertificates(),
                names.graphChangelog(),
                names.deadLetters(),
                names.smoothingTasks(),
                names.smoothingResults(),
                Installation.Topics.DEFAULT.alerts()))
        .withCertifiers(configuration.group());
  }

  static TopicDeclarations declarations(CertifierConfiguration configuration) {
    return new TopicDeclarations(
        topics(configuration.topics()),
        configuration.topics().partitions(),
        configuration.topics().replication(),
        configuration.graph().recordBytes());
  }

  int threads() {
    int configured = configuration.smoothing().threads();
    return configured > 0 ? configured : Runtime.getRuntime().availableProcessors();
  }
}
