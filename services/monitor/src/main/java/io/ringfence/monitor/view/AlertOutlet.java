package io.ringfence.monitor.view;

import io.ringfence.schemas.v1.RobustnessAlert;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

/** A way out for alerts. Called by the thread that owns the views: must not block. */
public interface AlertOutlet extends AutoCloseable {

  /** Takes an alert that began or ended; what happens to it is the outlet's business. */
  void publish(RobustnessAlert alert);

  /** Alerts that fired before a restart and fire still: no news, but not to be forgotten. */
  default void resume(Collection<RobustnessAlert> firing) {}

  /** Completes once everything taken so far is delivered or given up. */
  CompletionStage<Void> flushed();

  @Override
  void close();
}
