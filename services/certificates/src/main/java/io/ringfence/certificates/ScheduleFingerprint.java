package io.ringfence.certificates;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest under which a schedule is known in records. */
final class ScheduleFingerprint {

  private ScheduleFingerprint() {}

  /** SHA-256 as 64 hexadecimal digits. */
  static String of(ByteBuffer bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "This Java runtime lacks SHA-256, which every one must have.", e);
    }
  }
}
