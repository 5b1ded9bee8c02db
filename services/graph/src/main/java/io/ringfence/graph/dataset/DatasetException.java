package io.ringfence.graph.dataset;

import java.io.IOException;

/** A dataset that cannot be used as it is; the message says where, why and what to do. */
public final class DatasetException extends IOException {

  DatasetException(String message) {
    super(message);
  }

  DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
