package io.ringfence.monitor.api;

import java.util.List;

/**
 * How the server answers.
 *
 * @param corsOrigins pages of others that may read, such as {@code https://grafana.example}
 * @param structureKnown whether edges are read
 */
public record ApiSettings(List<String> corsOrigins, boolean structureKnown) {

  public ApiSettings {
    corsOrigins = List.copyOf(corsOrigins);
  }
}
