package io.ringfence.stream;

import java.util.Map;

/** Options that decide whether the stream is exactly once, and why nobody else may set them. */
final class ForcedOptions {

  private static final String ONCE =
      "is decided by the certifier, or an update could be lost or applied twice; remove it.";

  static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("enable.auto.commit", ONCE),
          Map.entry("isolation.level", ONCE),
          Map.entry("enable.idempotence", ONCE),
          Map.entry("acks", ONCE),
          Map.entry(
              "transactional.id",
              "is made of group and instance-id, so that a restarted instance ends what it had begun; set instance-id instead."),
          Map.entry("group.instance.id", "is the key 'instance-id'; set it there."),
          Map.entry("group.id", "is the key 'group'; set it there."),
          Map.entry(
              "group.protocol",
              "is fixed to the one that the certifier was tested with; remove it."),
          Map.entry(
              "partition.assignment.strategy",
              "is cooperative, so that graphs that stay are not restored anew; remove it."),
          Map.entry(
              "auto.offset.reset",
              "is decided by the certifier: a new group reads from the beginning, and a gap is an error; remove it."),
          Map.entry("key.serializer", "follows the contract; remove it."),
          Map.entry("value.serializer", "follows the contract; remove it."),
          Map.entry("key.deserializer", "follows the contract; remove it."),
          Map.entry("value.deserializer", "follows the contract; remove it."));

  private ForcedOptions() {}
}
