package io.ringfence.schemas;

/**
 * Bytes that are not the record they should be. The message is at most a few hundred characters.
 */
public final class MalformedRecordException extends Exception {

  private static final int LONGEST_MESSAGE = 300;

  /** What is wrong with the bytes. */
  public enum Fault {
    /** Not parsable: wrong syntax, wrong type, value out of range. */
    MALFORMED,
    /** A field that the contract does not have. */
    UNKNOWN_FIELD,
    /** The same field twice. */
    DUPLICATE_FIELD
  }

  private final Fault fault;

  MalformedRecordException(Fault fault, String message) {
    super(shorten(message));
    this.fault = fault;
  }

  /** What kind of fault it is. */
  public Fault fault() {
    return fault;
  }

  private static String shorten(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE) + "…";
  }
}
