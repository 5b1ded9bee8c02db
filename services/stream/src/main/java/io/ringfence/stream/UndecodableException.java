package io.ringfence.stream;

/** A record of the input is no update. */
final class UndecodableException extends Exception {

  private final DeadLetterReason reason;

  UndecodableException(DeadLetterReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  DeadLetterReason reason() {
    return reason;
  }
}
