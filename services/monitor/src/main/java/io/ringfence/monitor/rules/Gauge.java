package io.ringfence.monitor.rules;

import io.ringfence.schemas.v1.GraphCertificate;
import java.time.Instant;
import java.util.OptionalDouble;

/** Measures a quantity of regions, communities or graphs, from changes alone. */
interface Gauge {

  /** A node that is now part of a subject; what it was before is taken away first. */
  void add(String subject, Word word);

  /** A node that is no longer part of a subject, as it was added. */
  void remove(String subject, Word word);

  /** A node of a subject changed; both words were, or will be, taken away and added. */
  default void changed(String subject, Word before, Word after, Instant now) {}

  /** A word on the graph itself. */
  default void graph(GraphCertificate word, Instant now) {}

  /** The quantity; empty where it is not known. */
  OptionalDouble value(String subject, Instant now);

  /** Nodes that count. */
  int nodes(String subject);

  /** Whether time alone changes the quantity. */
  default boolean ages() {
    return false;
  }

  /** How the value comes about, with its numbers. */
  String calculation(String subject, Instant now);

  /** Whether an alert speaks of this node. */
  boolean concerns(Word word);
}
