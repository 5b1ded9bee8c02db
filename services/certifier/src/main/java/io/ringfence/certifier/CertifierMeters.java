package io.ringfence.certifier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.ringfence.engine.NodeCertificate;
import io.ringfence.engine.NodeStatus;
import io.ringfence.engine.PendingReason;
import io.ringfence.engine.Survival;
import io.ringfence.stream.CertifierEvent;
import io.ringfence.stream.CertifierListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a certifier measures of its work; every meter is described in {@code docs/metrics.md}. Hears
 * events on the loop's thread, is read on others.
 */
final class CertifierMeters implements CertifierListener {

  private static final Duration[] LAGS = {
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5)
  };

  private final InstantSource clock;
  private final Counter applied;
  private final Counter rejected;
  private final Map<PendingReason, Counter> revocations = new EnumMap<>(PendingReason.class);
  private final Counter certified;
  private final Counter abstained;
  private final Counter overtaken;
  private final Counter held;
  private final Counter survived;
  private final Counter epochs;
  private final Counter failedTasks;
  private final Counter aborted;
  private final Timer commits;
  private final DistributionSummary commitUpdates;
  private final Timer commitLag;
  private final Timer certificationLag;
  private final Timer restores;
  private final PlannerMeters planner;
  private final HeldGraphs graphs = new HeldGraphs();
  private final AtomicLong lastCommitMillis = new AtomicLong();
  private final AtomicLong offsetsToRead = new AtomicLong();
  private final AtomicLong offsetsRead = new AtomicLong();
  private final AtomicLong standbyBehind = new AtomicLong();
  private final AtomicLong paused = new AtomicLong();

  CertifierMeters(MeterRegistry registry, InstantSource clock) {
    this.clock = clock;
    applied = updates(registry, "applied");
    rejected = updates(registry, "rejected");
    for (PendingReason reason : PendingReason.values()) {
      if (reason != PendingReason.NEW_NODE) {
        revocations.put(reason, revocations(registry, reason));
      }
    }
    certified = certificates(registry, "certified");
    abstained = certificates(registry, "abstained");
    overtaken =
        counter(registry, "ringfence.overtaken", "Nodes whose certification an update overtook.");
    held =
        counter(
            registry,
            "ringfence.held.certificates",
            "Certificates in force before updates, summed over transactions with updates.");
    survived =
        counter(
            registry,
            "ringfence.survived.certificates",
            "Of the held ones, those in force after the updates, without a sample.");
    epochs = counter(registry, "ringfence.epochs", "Epochs that came into force.");
    failedTasks =
        counter(registry, "ringfence.failed.tasks", "Tasks that failed; they are tried again.");
    aborted =
        counter(
            registry,
            "ringfence.aborted.transactions",
            "Transactions that left no trace; their updates are read again.");
    commits =
        Timer.builder("ringfence.transaction.commit")
            .description("From the first send of a transaction to the end of its commit.")
            .serviceLevelObjectives(LAGS)
            .register(registry);
    commitUpdates =
        DistributionSummary.builder("ringfence.transaction.updates")
            .description("Updates in a transaction.")
            .baseUnit("updates")
            .register(registry);
    commitLag =
        lag(
            registry,
            "ringfence.commit.lag",
            "From the timestamp of an update to the commit that applied it and revoked what it"
                + " reached.");
    certificationLag =
        lag(
            registry,
            "ringfence.certification.lag",
            "From the timestamp of the update that made a node wait to the commit that settled"
                + " it.");
    restores =
        Timer.builder("ringfence.restore")
            .description("Reading back the graphs of a partition.")
            .register(registry);
    planner = new PlannerMeters(registry);
    gauges(registry);
  }

  private static Counter updates(MeterRegistry registry, String outcome) {
    return Counter.builder("ringfence.updates")
        .description("Updates that became part of their graph, or a dead letter.")
        .tag("outcome", outcome)
        .register(registry);
  }

  private static Counter revocations(MeterRegistry registry, PendingReason reason) {
    return Counter.builder("ringfence.revocations")
        .description("Settled statuses that were taken back.")
        .tag("cause", reason.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private static Counter certificates(MeterRegistry registry, String status) {
    return Counter.builder("ringfence.certificates")
        .description("Settled statuses that were published.")
        .tag("status", status)
        .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private static Timer lag(MeterRegistry registry, String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(LAGS)
        .register(registry);
  }

  private void gauges(MeterRegistry registry) {
    nodes(registry, "certified", () -> graphs.certified());
    nodes(registry, "pending", () -> graphs.pending());
    nodes(registry, "abstained", () -> graphs.abstained());
    gauge(registry, "ringfence.graphs", "Graphs that are held here.", graphs::size);
    gauge(
        registry,
        "ringfence.restore.offsets.total",
        "Offsets to read back in the present restoration.",
        offsetsToRead::get);
    gauge(
        registry,
        "ringfence.restore.offsets.read",
        "Of these, those that are read.",
        offsetsRead::get);
    gauge(
        registry,
        "ringfence.standby.behind",
        "Offsets of other instances' graphs that are not read yet.",
        standbyBehind::get);
    gauge(
        registry,
        "ringfence.fetching.paused",
        "1 while updates are left on the broker, for want of memory.",
        paused::get);
    TimeGauge.builder(
            "ringfence.last.commit.timestamp", lastCommitMillis::get, TimeUnit.MILLISECONDS)
        .description("When the last transaction was committed, Unix time; 0 before the first.")
        .register(registry);
  }

  private static void nodes(
      MeterRegistry registry, String status, java.util.function.Supplier<Number> count) {
    Gauge.builder("ringfence.nodes", count)
        .description("Nodes of the graphs that are held here, by status.")
        .tag("status", status)
        .register(registry);
  }

  private static void gauge(
      MeterRegistry registry,
      String name,
      String description,
      java.util.function.Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  @Override
  public void on(CertifierEvent event) {
    if (event instanceof CertifierEvent.Applied update) {
      applied.increment();
      commitLag.record(since(update.producedAt()));
      graphs.updated(update.graphId(), update.partition(), update.producedAt());
    } else if (event instanceof CertifierEvent.Said said) {
      said(said);
    } else if (event instanceof CertifierEvent.GraphSpoken spoken) {
      graphs.counted(spoken.graphId(), spoken.certificate().counts());
      graphs.survival(spoken.graphId(), spoken.certificate().survival()).ifPresent(this::count);
    } else if (event instanceof CertifierEvent.Rejected) {
      rejected.increment();
    } else if (event instanceof CertifierEvent.Settled settled) {
      overtaken.increment(settled.overtaken());
    } else if (event instanceof CertifierEvent.Committed committed) {
      lastCommitMillis.set(clock.millis());
      commits.record(committed.took());
      commitUpdates.record(committed.inputs());
    } else {
      rare(event);
    }
  }

  private void rare(CertifierEvent event) {
    if (event instanceof CertifierEvent.Aborted) {
      aborted.increment();
    } else if (event instanceof CertifierEvent.TaskFailed) {
      failedTasks.increment();
    } else if (event instanceof CertifierEvent.EpochOpened) {
      epochs.increment();
    } else if (event instanceof CertifierEvent.FetchingChanged changed) {
      paused.set(changed.reason().isPresent() ? 1 : 0);
    } else if (event instanceof CertifierEvent.Restoring news) {
      offsetsToRead.set(news.progress().total());
      offsetsRead.set(news.progress().read());
    } else if (event instanceof CertifierEvent.Restored restored) {
      restores.record(restored.took());
      restored.counts().forEach((id, now) -> graphs.restored(id, restored.partition(), now));
    } else if (event instanceof CertifierEvent.Planned news) {
      planner.on(news);
    } else if (event instanceof CertifierEvent.StandingBy news) {
      standbyBehind.set(news.behind());
    } else if (event instanceof CertifierEvent.Released released) {
      graphs.released(released.partitions());
    }
  }

  private void said(CertifierEvent.Said said) {
    Instant now = clock.instant();
    for (NodeCertificate certificate : said.output().certificates()) {
      if (certificate.status() instanceof NodeStatus.Pending pending) {
        Counter revoked = revocations.get(pending.reason());
        if (revoked != null) {
          revoked.increment();
        }
        graphs.waits(said.graphId(), certificate.nodeId(), now);
      } else {
        (certificate.status() instanceof NodeStatus.Certified ? certified : abstained).increment();
        graphs
            .settled(said.graphId(), certificate.nodeId())
            .ifPresent(began -> certificationLag.record(since(began)));
      }
    }
    said.output().removedNodes().forEach(node -> graphs.settled(said.graphId(), node));
    graphs.said(said.graphId());
  }

  private void count(Survival last) {
    held.increment(last.held());
    survived.increment(last.survived());
  }

  /** A producer's clock may run ahead of this one. */
  private Duration since(Instant then) {
    Duration since = Duration.between(then, clock.instant());
    return since.isNegative() ? Duration.ZERO : since;
  }
}
