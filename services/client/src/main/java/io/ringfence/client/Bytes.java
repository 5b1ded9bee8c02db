package io.ringfence.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The key or value of a record, or that there is none. Immutable as long as nobody writes to it.
 */
public final class Bytes {

  private final byte @Nullable [] bytes;

  Bytes(byte @Nullable [] bytes) {
    this.bytes = bytes;
  }

  /** These bytes, which nobody changes from now on. */
  public static Bytes of(byte[] bytes) {
    return new Bytes(bytes);
  }

  /** None. */
  public static Bytes absent() {
    return new Bytes(null);
  }

  /** Whether there is none: as a value, a tombstone. */
  public boolean isAbsent() {
    return bytes == null;
  }

  /** The bytes themselves, not a copy; none if absent. */
  public byte[] toArray() {
    byte[] present = bytes;
    return present == null ? new byte[0] : present;
  }

  /** As UTF-8; empty if absent. */
  public String text() {
    return new String(toArray(), StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes == null ? "absent" : toArray().length + " bytes";
  }
}
