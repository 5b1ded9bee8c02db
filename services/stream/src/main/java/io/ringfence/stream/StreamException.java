package io.ringfence.stream;

import org.jspecify.annotations.Nullable;

/** The stream cannot go on; the message is for the operator: what, and what to do. */
public final class StreamException extends RuntimeException {

  /** Without a cause that an operator would have to know. */
  public StreamException(String message) {
    super(message);
  }

  /**
   * @param cause what lies behind it
   */
  public StreamException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
