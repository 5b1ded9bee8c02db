package io.ringfence.monitor.rules;

import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.RobustnessAlert;
import org.jspecify.annotations.Nullable;

/** One rule on one graph. Alerts go to {@link Moment#out}. */
interface Judge {

  /** Takes a node in without judging: what was there when judging began. */
  void load(Word word);

  /** Takes a word on the graph in without judging. */
  void load(GraphCertificate word, Moment moment);

  /** A node changed; none before if it is new, none after if it is gone. */
  void change(@Nullable Word before, @Nullable Word after, Moment moment);

  /** The graph said something. */
  void graph(GraphCertificate word, Moment moment);

  /** Time has passed. */
  void tick(Moment moment);

  /**
   * Takes over an alert that fired before a restart.
   *
   * @return whether the rule still has such a subject
   */
  boolean restore(RobustnessAlert alert, Moment moment);

  /** Everything is loaded and restored. */
  void begin(Moment moment);

  /** The graph is gone. */
  void end(Moment moment);
}
