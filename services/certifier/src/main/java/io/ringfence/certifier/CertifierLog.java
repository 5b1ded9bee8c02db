package io.ringfence.certifier;

import io.ringfence.stream.CertifierEvent;
import io.ringfence.stream.CertifierListener;
import io.ringfence.stream.RestoreProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what an operator asks about afterwards to the log. Thread-safe. */
final class CertifierLog implements CertifierListener {

  private static final Logger LOG = LoggerFactory.getLogger(CertifierLog.class);

  @Override
  public void on(CertifierEvent event) {
    if (event instanceof CertifierEvent.Restoring restoring) {
      RestoreProgress progress = restoring.progress();
      LOG.atInfo()
          .addKeyValue("partitions", progress.partitions())
          .addKeyValue("graphs", progress.graphs())
          .addKeyValue("offsetsRead", progress.read())
          .addKeyValue("offsetsToRead", progress.total())
          .addKeyValue("seconds", progress.since().toMillis() / 1000.0)
          .log("Graphs are being restored");
    } else if (event instanceof CertifierEvent.Restored restored) {
      LOG.atInfo()
          .addKeyValue("partition", restored.partition())
          .addKeyValue("graphs", restored.graphs())
          .addKeyValue("nodes", restored.nodes())
          .addKeyValue("offsetsRead", restored.read())
          .addKeyValue("seconds", restored.took().toMillis() / 1000.0)
          .log("Partition is restored");
    } else if (event instanceof CertifierEvent.Released released) {
      LOG.atInfo()
          .addKeyValue("partitions", released.partitions())
          .log("Partitions belong to another instance now");
    } else if (event instanceof CertifierEvent.Aborted aborted) {
      LOG.atWarn()
          .addKeyValue("cause", aborted.cause())
          .log("A transaction left no trace; its graphs are restored");
    } else if (event instanceof CertifierEvent.TaskFailed failed) {
      LOG.atWarn()
          .addKeyValue("graphId", failed.graphId())
          .addKeyValue("cause", failed.cause().toString())
          .log("Work for a graph failed and is tried again");
    } else if (event instanceof CertifierEvent.FetchingChanged changed) {
      LOG.atInfo()
          .addKeyValue("reason", changed.reason().orElse(""))
          .log(
              changed.reason().isPresent()
                  ? "Updates are left on the broker for a while"
                  : "Updates are fetched again");
    } else if (event instanceof CertifierEvent.EpochBegun begun) {
      LOG.atInfo()
          .addKeyValue("graphId", begun.graphId())
          .addKeyValue("reason", begun.reason().orElse("it is due"))
          .log("A next epoch is being certified");
    } else if (event instanceof CertifierEvent.EpochOpened opened) {
      LOG.atInfo()
          .addKeyValue("graphId", opened.graphId())
          .addKeyValue("epoch", opened.ledger().epoch().number())
          .addKeyValue("nodes", opened.ledger().nodesAtOpening())
          .log("An epoch is in force");
    }
  }
}
