package io.ringfence.graph;

import java.util.Optional;

/** What may be the id of a node. */
final class NodeIds {

  private static final int SHOWN = 48;

  private NodeIds() {}

  /** The fault of an id as an end of a sentence, or empty if it is valid. */
  static Optional<String> fault(String id, int maxBytes) {
    if (id.isEmpty()) {
      return Optional.of("is empty");
    }
    if (id.length() > maxBytes) {
      return Optional.of(tooLong(id.length() + " characters", maxBytes));
    }
    int bytes = 0;
    for (int k = 0; k < id.length(); ) {
      int point = id.codePointAt(k);
      if (Character.isISOControl(point)) {
        return Optional.of("has the control character U+%04X".formatted(point));
      }
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        return Optional.of("has the unpaired surrogate U+%04X".formatted(point));
      }
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      k += Character.charCount(point);
    }
    return bytes > maxBytes ? Optional.of(tooLong(bytes + " bytes", maxBytes)) : Optional.empty();
  }

  private static String tooLong(String length, int maxBytes) {
    return "has %s, the limit is %d bytes of UTF-8".formatted(length, maxBytes);
  }

  /** The id in quotes, made printable and cut to a bearable length. */
  static String quote(String id) {
    StringBuilder shown = new StringBuilder("'");
    for (int k = 0; k < id.length() && k < SHOWN; ) {
      int point = id.codePointAt(k);
      if (Character.isISOControl(point)
          || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
        shown.append("\\u%04x".formatted(point));
      } else {
        shown.appendCodePoint(point);
      }
      k += Character.charCount(point);
    }
    if (id.length() > SHOWN) {
      shown.append("… (").append(id.length()).append(" characters)");
    }
    return shown.append('\'').toString();
  }
}
