package io.ringfence.stream;

import org.jspecify.annotations.Nullable;

/** The stream cannot go on; the message is for the operator: what, and what to do. */
public final class StreamException extends RuntimeException {

  StreamException(String message) {
    super(message);
  }

  StreamException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
