package io.ringfence.graph.npy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Reads and writes {@code .npy} files. */
public final class Npy {

  private static final int ALIGNMENT = 64;
  private static final int PREFIX = 10;

  private Npy() {}

  /**
   * Reads a file; its length must be exactly what its header says, which is checked before memory
   * is taken.
   *
   * @throws NpyException if the file is damaged, too large or of a type that is not read
   * @throws IOException if the file cannot be read
   */
  public static NpyArray read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(in, Files.size(file), maxCost(), file.getFileName().toString());
    }
  }

  /**
   * Most memory that arrays read at a time may take: a twelfth of the heap, at most 1 GiB, so that
   * what is built from them fits, too.
   */
  static long maxCost() {
    return Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 12);
  }

  /**
   * @param length bytes that the stream has in all
   * @param maxCost most memory that the elements may take
   */
  static NpyArray read(InputStream in, long length, long maxCost, String name) throws IOException {
    NpyHeader header = NpyHeader.read(in, name);
    long expected = header.dataBytes(name);
    long there = length - header.length();
    if (expected != there) {
      throw new NpyException(
          "%s has %d bytes of elements where its header says %d; it is truncated or damaged."
              .formatted(name, there, expected));
    }
    if (header.cost(name) > maxCost) {
      throw new NpyException(
          "%s takes %d bytes of memory; at most %d are granted. Give Java more memory (-Xmx)."
              .formatted(name, header.cost(name), maxCost));
    }
    byte[] data = in.readNBytes((int) expected);
    if (data.length != expected || in.read() >= 0) {
      throw new NpyException(
          name + " has another length than its archive or file says; it is damaged.");
    }
    byte[] rows =
        header.columnMajor() ? RowMajor.of(data, header.type().bytes(), header.shape()) : data;
    return new NpyArray(name, header.type(), header.shape(), rows);
  }

  /** Writes an array in format 1.0, as {@code np.save} does. */
  public static void write(Path file, NpyArray array) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(header(array));
      out.write(array.bytes());
    }
  }

  private static byte[] header(NpyArray array) {
    List<Integer> shape = array.shape();
    String axes = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s%s), }"
            .formatted(array.type().code(), axes, shape.size() == 1 ? "," : "");
    int unpadded = PREFIX + dictionary.length() + 1;
    int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
    int length = dictionary.length() + padding + 1;
    String text =
        "\u0093NUMPY\u0001\u0000"
            + (char) (length & 0xff)
            + (char) (length >> 8)
            + dictionary
            + " ".repeat(padding)
            + "\n";
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
