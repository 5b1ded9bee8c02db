package io.ringfence.stream.pool;

/** A record of the pool's topics cannot be used; the message says why. */
final class UnusableRecordException extends Exception {

  UnusableRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
