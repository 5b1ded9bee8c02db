package io.ringfence.graph.npy;

import java.nio.ByteOrder;

/**
 * Type of the elements.
 *
 * @param kind NumPy's letter: b bit, i signed, u unsigned, f floating, U unicode
 * @param bytes size of one element, at least 1
 */
record NpyType(char kind, int bytes, ByteOrder order) {

  /** Longest text in characters. */
  private static final int MAX_TEXT = 1 << 16;

  static NpyType little(char kind, int bytes) {
    return new NpyType(kind, bytes, ByteOrder.LITTLE_ENDIAN);
  }

  /** The type that a header describes. */
  static NpyType parse(String name, String order, String kind, String size) throws NpyException {
    String text = order + kind + size;
    if (kind.equals("O")) {
      throw new NpyException(
          name
              + " holds Python objects ('O'), which are pickled code; they are never read. "
              + "Save the array with a numeric or unicode type.");
    }
    int number = size.isEmpty() ? 0 : Integer.parseInt(size);
    boolean known =
        switch (kind) {
          case "b" -> number == 1;
          case "i", "u" -> number == 1 || number == 2 || number == 4 || number == 8;
          case "f" -> number == 4 || number == 8;
          case "U" -> number >= 1 && number <= MAX_TEXT;
          default -> false;
        };
    if (!known) {
      throw new NpyException(
          "%s has elements of type '%s'; bool, integers, float32, float64 and unicode are read. Convert it with astype()."
              .formatted(name, text));
    }
    ByteOrder bytes = order.equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyType(kind.charAt(0), kind.equals("U") ? number * 4 : number, bytes);
  }

  String describe() {
    return switch (kind) {
      case 'b' -> "bool";
      case 'i' -> "int" + bytes * 8;
      case 'u' -> "uint" + bytes * 8;
      case 'f' -> "float" + bytes * 8;
      default -> "text";
    };
  }

  /** As a header names it. */
  String code() {
    String prefix = order == ByteOrder.BIG_ENDIAN ? ">" : "<";
    return (bytes == 1 ? "|" : prefix) + kind + (kind == 'U' ? bytes / 4 : bytes);
  }
}
