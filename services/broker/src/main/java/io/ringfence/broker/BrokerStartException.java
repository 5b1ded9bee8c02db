package io.ringfence.broker;

import org.jspecify.annotations.Nullable;

/** The embedded broker could not start; the message says why and what to do. */
public final class BrokerStartException extends RuntimeException {

  BrokerStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
