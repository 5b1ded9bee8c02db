package io.ringfence.monitor.api;

import io.vertx.core.Future;

/** Whether a token opens the door. */
@FunctionalInterface
public interface TokenCheck {

  /** Succeeds if it does. */
  Future<Void> check(String token);
}
