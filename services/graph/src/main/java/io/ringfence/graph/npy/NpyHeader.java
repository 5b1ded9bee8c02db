package io.ringfence.graph.npy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before the elements.
 *
 * @param length bytes of the header itself
 */
record NpyHeader(NpyType type, boolean columnMajor, List<Integer> shape, int length) {

  /** NumPy's own headers are below 10,000 bytes. */
  private static final int MAX_HEADER = 10_000;

  private static final int MAX_AXES = 32;
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern TYPE =
      Pattern.compile("'descr': *'([<>|=]?)([a-zA-Z])([0-9]{0,6})'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order': *(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([0-9, ]*)\\)");

  NpyHeader {
    shape = List.copyOf(shape);
  }

  static NpyHeader read(InputStream in, String name) throws IOException {
    byte[] start = in.readNBytes(8);
    for (int k = 0; k < MAGIC.length; k++) {
      if (start.length < 8 || start[k] != MAGIC[k]) {
        throw new NpyException(name + " does not begin like an .npy file; save it with np.save.");
      }
    }
    int major = start[6];
    if (major < 1 || major > 3) {
      throw new NpyException(
          "%s has format version %d; 1 to 3 are known. Save it with np.save."
              .formatted(name, major));
    }
    int lengthBytes = major == 1 ? 2 : 4;
    long length = 0;
    byte[] field = in.readNBytes(lengthBytes);
    for (int k = field.length - 1; k >= 0; k--) {
      length = (length << 8) | (field[k] & 0xff);
    }
    if (field.length < lengthBytes || length > MAX_HEADER) {
      throw new NpyException(
          "%s has a header of %d bytes; at most %d are read. The file is damaged."
              .formatted(name, length, MAX_HEADER));
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw new NpyException(name + " ends within its header; the file is truncated.");
    }
    return parse(new String(text, StandardCharsets.UTF_8), name, 8 + lengthBytes + (int) length);
  }

  private static NpyHeader parse(String text, String name, int length) throws NpyException {
    Matcher type = find(TYPE, text, name, "a simple 'descr'");
    Matcher order = find(ORDER, text, name, "'fortran_order'");
    Matcher shape = find(SHAPE, text, name, "'shape'");
    NpyType elements = NpyType.parse(name, type.group(1), type.group(2), type.group(3));
    boolean columnMajor = order.group(1).equals("True");
    return new NpyHeader(elements, columnMajor, axes(shape.group(1), name), length);
  }

  private static Matcher find(Pattern pattern, String text, String name, String what)
      throws NpyException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new NpyException(
          "%s has no %s in its header; structured and damaged arrays are not read."
              .formatted(name, what));
    }
    return matcher;
  }

  private static List<Integer> axes(String text, String name) throws NpyException {
    List<Integer> axes = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (part.isBlank()) {
        continue;
      }
      try {
        axes.add(Integer.parseInt(part.trim()));
      } catch (NumberFormatException e) {
        throw new NpyException(
            "%s has the axis '%s'; an axis has at most 2^31 - 1 elements.".formatted(name, part),
            e);
      }
    }
    if (axes.size() > MAX_AXES) {
      throw new NpyException(
          "%s has %d axes; at most %d are read.".formatted(name, axes.size(), MAX_AXES));
    }
    return axes;
  }

  /** Bytes of all elements. */
  long dataBytes(String name) throws NpyException {
    long bytes = type.bytes();
    for (int axis : shape) {
      if (axis != 0 && bytes > Long.MAX_VALUE / axis) {
        throw new NpyException(
            "%s claims the shape %s, more than any file can hold; it is damaged."
                .formatted(name, shape));
      }
      bytes *= axis;
    }
    return bytes;
  }

  /**
   * Memory that the elements may come to take once they are converted and worked on; above what
   * they take in the file for small types.
   */
  long cost(String name) throws NpyException {
    int perElement = type.kind() == 'U' ? 32 : 8;
    long bytes = dataBytes(name);
    return Math.max(bytes, bytes / type.bytes() * perElement);
  }
}
