package io.ringfence.stream;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Keys that are graph ids. */
final class GraphIds {

  /** Longest graph id in UTF-8 bytes. */
  static final int MOST_BYTES = 256;

  private GraphIds() {}

  /**
   * The graph id that a key is.
   *
   * @throws UndecodableException if it is none
   */
  static String of(byte[] key) throws UndecodableException {
    if (key.length == 0 || key.length > MOST_BYTES) {
      throw invalid("it has %d bytes, which must be 1 to %d".formatted(key.length, MOST_BYTES));
    }
    String id;
    try {
      id = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      throw invalid("it is not UTF-8");
    }
    if (id.codePoints().anyMatch(Character::isISOControl)) {
      throw invalid("it has a control character");
    }
    return id;
  }

  private static UndecodableException invalid(String why) {
    return new UndecodableException(
        DeadLetterReason.INVALID_KEY,
        "The record's key is not a graph id: %s; send the graph id as UTF-8 text.".formatted(why));
  }
}
