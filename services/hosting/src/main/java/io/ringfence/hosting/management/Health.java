package io.ringfence.hosting.management;

import java.util.List;

/**
 * What the probes ask for.
 *
 * @param started the service has joined its group once
 * @param ready it has its state and can reach Kafka
 * @param live its own threads run; says nothing of Kafka
 * @param reasons why something above is false, in words for people
 */
public record Health(boolean started, boolean ready, boolean live, List<String> reasons) {

  public Health {
    reasons = List.copyOf(reasons);
  }
}
