package io.ringfence.monitor;

import io.ringfence.monitor.configuration.MaintenanceSettings;
import io.ringfence.monitor.configuration.MonitorConfiguration;
import io.ringfence.monitor.configuration.NotifySettings;
import io.ringfence.monitor.configuration.RuleSettings;
import io.ringfence.monitor.notify.AlertmanagerOutlet;
import io.ringfence.monitor.notify.TopicOutlet;
import io.ringfence.monitor.notify.WebhookOutlet;
import io.ringfence.monitor.rules.RuleBook;
import io.ringfence.monitor.rules.Severity;
import io.ringfence.monitor.view.AlertOutlet;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** From the configuration to rules and outlets. */
final class Alerting {

  private static final int SHORTEST_SECRET = 16;

  private Alerting() {}

  /**
   * @param address where people find the monitor, once it listens
   * @throws IOException if the file of a secret cannot be used
   */
  static Judges judges(Vertx vertx, MonitorConfiguration configuration, Supplier<String> address)
      throws IOException {
    RuleBook book =
        new RuleBook(
            configuration.rules().stream().map(RuleSettings::toRule).toList(),
            configuration.maintenance().stream().map(MaintenanceSettings::toWindow).toList(),
            address);
    NotifySettings notify = configuration.outlets();
    List<WebhookOutlet.Target> webhooks = new ArrayList<>();
    for (NotifySettings.Webhook webhook : notify.webhooks()) {
      webhooks.add(target(webhook));
    }
    List<AlertOutlet> outlets = new ArrayList<>();
    outlets.add(
        new TopicOutlet(
            configuration.kafka().producer(),
            configuration.topics().robustnessAlerts(),
            AlertFormat.of(configuration)));
    RandomGenerator random = RandomGenerator.getDefault();
    webhooks.forEach(
        webhook -> outlets.add(new WebhookOutlet(vertx, webhook, InstantSource.system(), random)));
    for (URI url : notify.alertmanager().urls()) {
      Map<String, String> labels = notify.alertmanager().labels();
      outlets.add(
          new AlertmanagerOutlet(
              vertx,
              new AlertmanagerOutlet.Target(
                  url,
                  notify.alertmanager().resend(),
                  notify.alertmanager().timeout(),
                  labels == null ? Map.of() : labels),
              InstantSource.system(),
              random));
    }
    return new Judges(book, outlets);
  }

  private static WebhookOutlet.Target target(NotifySettings.Webhook webhook) throws IOException {
    return new WebhookOutlet.Target(
        webhook.name(),
        webhook.url(),
        secret(webhook),
        or(webhook.minSeverity(), Severity.INFO),
        or(webhook.timeout(), Duration.ofSeconds(10)),
        or(webhook.attempts(), 8),
        or(webhook.backoff(), Duration.ofSeconds(1)),
        or(webhook.maxBackoff(), Duration.ofMinutes(1)),
        or(webhook.queue(), 1_000));
  }

  private static String secret(NotifySettings.Webhook webhook) throws IOException {
    String given = webhook.secret();
    Path file = webhook.secretFile();
    if (file == null) {
      return given == null ? "" : given;
    }
    String secret;
    try {
      secret = Files.readString(file).strip();
    } catch (IOException e) {
      throw new IOException(
          "The secret-file '%s' of webhook %s cannot be read (%s); correct the path or its rights."
              .formatted(file, webhook.name(), e.getMessage()),
          e);
    }
    if (secret.length() < SHORTEST_SECRET) {
      throw new IOException(
          "The secret in secret-file '%s' of webhook %s has %d characters; it must have at least %d."
              .formatted(file, webhook.name(), secret.length(), SHORTEST_SECRET));
    }
    return secret;
  }

  private static <T> T or(@Nullable T value, T fallback) {
    return value == null ? fallback : value;
  }
}
