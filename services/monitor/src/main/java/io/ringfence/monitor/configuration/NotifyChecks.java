package io.ringfence.monitor.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.hosting.configuration.ConfigurationFault;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What addresses of outlets must obey. */
final class NotifyChecks {

  private static final int SHORTEST_SECRET = 16;

  private NotifyChecks() {}

  static List<ConfigurationFault> faults(JsonNode tree) {
    List<ConfigurationFault> faults = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int index = 0;
    for (JsonNode webhook : tree.at("/notify/webhooks")) {
      String path = "notify.webhooks." + index++;
      address(path + ".url", webhook.path("url").asText(), faults);
      boolean inline = !webhook.path("secret").asText().isEmpty();
      if (inline == webhook.has("secret-file")) {
        faults.add(
            new ConfigurationFault(
                path + ".secret", "needs either secret or secret-file: deliveries are signed."));
      } else if (inline && webhook.path("secret").asText().length() < SHORTEST_SECRET) {
        faults.add(
            new ConfigurationFault(
                path + ".secret",
                "has %d characters; it must have at least %d, so that nobody guesses it."
                    .formatted(webhook.path("secret").asText().length(), SHORTEST_SECRET)));
      }
      if (!names.add(webhook.path("name").asText())) {
        faults.add(
            new ConfigurationFault(
                path + ".name", "is the name of an earlier webhook; names must differ."));
      }
    }
    index = 0;
    for (JsonNode url : tree.at("/notify/alertmanager/urls")) {
      address("notify.alertmanager.urls." + index++, url.asText(), faults);
    }
    return faults;
  }

  /** The message does not repeat the address, which may hold a secret. */
  private static void address(String path, String url, List<ConfigurationFault> faults) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
        return;
      }
    } catch (java.net.URISyntaxException e) {
      // Said below.
    }
    faults.add(
        new ConfigurationFault(
            path,
            "is no address of the form http(s)://host[:port]/path, without user, password and fragment; correct it."));
  }
}
