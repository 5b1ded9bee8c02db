package io.ringfence.monitor.feed;

import io.ringfence.rights.Refusal;
import io.ringfence.rights.Right;
import io.ringfence.rights.RightsCheck;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Makes sure, before anything is read, that the monitor has its rights, and makes the topic of
 * alerts where it is missing.
 *
 * @param rights that the monitor needs
 * @param alerts where alerts go
 * @param create whether that topic may be made
 */
public record Preparation(List<Right> rights, AlertTopic alerts, boolean create) {

  public Preparation {
    rights = List.copyOf(rights);
  }

  /**
   * @throws KafkaException if Kafka cannot be reached or refuses; names all rights that are missing
   */
  void run() {
    try (Admin admin = Admin.create(Map.copyOf(alerts.adminOptions()))) {
      List<Right> missing = RightsCheck.missing(admin, rights);
      if (!missing.isEmpty()) {
        throw new KafkaException(Refusal.of(alerts.adminOptions(), rights).words(missing));
      }
    }
    if (create) {
      alerts.check(true);
    }
  }
}
