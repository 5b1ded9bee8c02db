package io.ringfence.smoothing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The bytes of a TorchScript file whose hash and content were checked. They are read once: what is
 * checked is what is loaded. Immutable.
 */
public final class ScriptArchive {

  /** At most this many bytes, and at most an eighth of the heap. */
  private static final long LARGEST = 512L << 20;

  private final byte[] bytes;
  private final String sha256;

  private ScriptArchive(byte[] bytes, String sha256) {
    this.bytes = bytes;
    this.sha256 = sha256;
  }

  /**
   * Reads a file. No code of it runs.
   *
   * @param sha256 64 hexadecimal digits that it must have
   * @throws ModelException if it cannot be read, is too large, has another hash or is not a
   *     harmless TorchScript archive
   */
  public static ScriptArchive read(Path file, String sha256) {
    byte[] bytes = bytes(file);
    String actual = hash(bytes);
    if (!actual.equals(sha256)) {
      throw new ModelException(
          "%s has SHA-256 %s, but model.json pins %s; they must agree. Restore the file, or pin the new hash if you trust it."
              .formatted(file, actual, sha256));
    }
    ScriptInspection.requireHarmless(file.toString(), bytes, limit());
    return new ScriptArchive(bytes, actual);
  }

  private static byte[] bytes(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ModelException(
          "%s is missing or not a file; model.json names it as the TorchScript file."
              .formatted(file));
    }
    try (InputStream in = Files.newInputStream(file)) {
      if (Files.size(file) > limit()) {
        throw new ModelException(
            "%s has %d bytes; at most %d are read. Give Java more memory (-Xmx) or export a smaller model."
                .formatted(file, Files.size(file), limit()));
      }
      return in.readNBytes((int) limit());
    } catch (IOException e) {
      throw new ModelException("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  private static long limit() {
    return Math.min(LARGEST, Runtime.getRuntime().maxMemory() / 8);
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "This Java runtime lacks SHA-256, which every one must have.", e);
    }
  }

  /** 64 hexadecimal digits. */
  public String sha256() {
    return sha256;
  }

  InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  void write(Path file) throws IOException {
    Files.write(file, bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScriptArchive that && sha256.equals(that.sha256);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }

  @Override
  public String toString() {
    return "ScriptArchive[" + sha256 + "]";
  }
}
