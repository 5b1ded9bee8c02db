package io.ringfence.stream.pool;

import io.ringfence.rights.Refusal;
import io.ringfence.rights.Right;
import io.ringfence.stream.Causes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the broker keeps for a share group, as opposed to its members. */
final class ShareGroupOptions {

  private static final Logger LOG = LoggerFactory.getLogger(ShareGroupOptions.class);

  private ShareGroupOptions() {}

  /**
   * Tells the broker how long a part may be held, and that a new group begins with what is on the
   * topic. A broker that refuses keeps what it has, which a warning names.
   */
  static void set(WorkerSettings settings) {
    ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, settings.group());
    Collection<AlterConfigOp> changes =
        Stream.of(
                new ConfigEntry("share.auto.offset.reset", "earliest"),
                new ConfigEntry(
                    "share.record.lock.duration.ms", String.valueOf(settings.lock().toMillis())))
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    try (Admin admin = Admin.create(settings.clients().adminProperties())) {
      admin.incrementalAlterConfigs(Map.of(group, changes)).all().get();
    } catch (ExecutionException | KafkaException e) {
      Right altering = Right.group(AclOperation.ALTER_CONFIGS, settings.group(), "set its options");
      LOG.warn(
          "The options of share group {} cannot be set, the broker's own are in force ({}) unless you set {} there.",
          settings.group(),
          Refusal.of(settings.clients().adminProperties(), List.of(altering))
              .words(e)
              .orElse(Causes.line(e)),
          List.of("share.auto.offset.reset", "share.record.lock.duration.ms"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
