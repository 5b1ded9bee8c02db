package io.ringfence.monitor.configuration;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.ringfence.hosting.configuration.DurationText;
import io.ringfence.monitor.rules.Severity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is told of alerts, besides the topic. */
public record NotifySettings(List<Webhook> webhooks, Alertmanager alertmanager) {

  public NotifySettings {
    webhooks = List.copyOf(webhooks);
  }

  /** One address that alerts are posted to; what is absent has the default of the schema. */
  public record Webhook(
      String name,
      URI url,
      @Nullable String secret,
      @Nullable Path secretFile,
      @Nullable Severity minSeverity,
      @JsonDeserialize(using = DurationText.class) @Nullable Duration timeout,
      @Nullable Integer attempts,
      @JsonDeserialize(using = DurationText.class) @Nullable Duration backoff,
      @JsonDeserialize(using = DurationText.class) @Nullable Duration maxBackoff,
      @Nullable Integer queue) {

    /** Secrets are masked, those that an address may hold, too. */
    @Override
    public String toString() {
      return "Webhook[name=%s, host=%s, secret=%s]"
          .formatted(name, url.getHost(), secret == null ? "" : "******");
    }
  }

  /** Alertmanagers of Prometheus: all of a cluster. */
  public record Alertmanager(
      List<URI> urls,
      @JsonDeserialize(using = DurationText.class) Duration resend,
      @JsonDeserialize(using = DurationText.class) Duration timeout,
      @Nullable Map<String, String> labels) {

    public Alertmanager {
      urls = List.copyOf(urls);
    }
  }
}
