package io.ringfence.smoothing;

/**
 * A model that cannot be used: its folder is broken, its weights do not fit together, or it does
 * not fit the graph. The message names the value, the rule and the remedy.
 */
public final class ModelException extends RuntimeException {

  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
