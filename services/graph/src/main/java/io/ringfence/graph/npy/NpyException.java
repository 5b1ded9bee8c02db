package io.ringfence.graph.npy;

import java.io.IOException;

/** An array file that is damaged, of a kind that is not supported, or not what was asked for. */
public final class NpyException extends IOException {

  NpyException(String message) {
    super(message);
  }

  NpyException(String message, Throwable cause) {
    super(message, cause);
  }
}
