package io.ringfence.schemas;

import com.google.protobuf.Message;
import java.util.Locale;
import java.util.Optional;

/**
 * How a record of the contract is written as bytes. Both may be mixed on one topic; the header
 * {@value #CONTENT_TYPE_HEADER} tells which.
 */
public enum Encoding {
  /** Canonical JSON of Protocol Buffers on one line; 64-bit integers are strings. */
  JSON("application/json"),
  /**
   * The binary wire format of Protocol Buffers. Records in the frame of a schema registry are read
   * as well: they alone begin with a zero byte.
   */
  BINARY("application/x-protobuf");

  /** Name of the record header that tells the encoding. */
  public static final String CONTENT_TYPE_HEADER = "content-type";

  private final String contentType;

  Encoding(String contentType) {
    this.contentType = contentType;
  }

  /** Value of the header. */
  public String contentType() {
    return contentType;
  }

  /**
   * The encoding with this content type; parameters such as {@code ; charset=utf-8} and case do not
   * matter. Empty if there is none.
   */
  public static Optional<Encoding> ofContentType(String contentType) {
    int end = contentType.indexOf(';');
    String type = (end < 0 ? contentType : contentType.substring(0, end)).strip();
    for (Encoding encoding : values()) {
      if (encoding.contentType.equals(type.toLowerCase(Locale.ROOT))) {
        return Optional.of(encoding);
      }
    }
    return Optional.empty();
  }

  /**
   * The encoding of bytes without a header: JSON if the first byte that is not a space, tab or
   * carriage return is '{'. A line feed is not skipped: it is how binary records begin.
   */
  public static Encoding guess(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return b == '{' ? JSON : BINARY;
      }
    }
    return BINARY;
  }

  /** The bytes of a message. JSON carries fields that are zero, but not those that are absent. */
  public byte[] encode(Message message) {
    return this == JSON ? JsonEncoding.encode(message) : message.toByteArray();
  }

  /**
   * Reads a message.
   *
   * @param prototype default instance of the message's class
   * @throws MalformedRecordException if the bytes are anything else
   */
  public <M extends Message> M decode(byte[] bytes, M prototype, UnknownFields unknownFields)
      throws MalformedRecordException {
    Message message =
        this == JSON
            ? JsonEncoding.decode(bytes, prototype, unknownFields)
            : BinaryEncoding.decode(bytes, prototype, unknownFields);
    @SuppressWarnings("unchecked") // both build from the prototype
    M typed = (M) message;
    return typed;
  }
}
