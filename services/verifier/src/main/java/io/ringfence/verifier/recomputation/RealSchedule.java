package io.ringfence.verifier.recomputation;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * Noise on real-valued attributes.
 *
 * @param rows scales, output region first, all positive and finite
 */
public record RealSchedule(RealLaw law, List<List<Double>> rows) {

  public RealSchedule {
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Double> row : rows) {
      if (row.size() != rows.size()) {
        throw new IllegalArgumentException(
            "A noise schedule of %d regions has a row of %d scales; it must be square."
                .formatted(rows.size(), row.size()));
      }
      for (double scale : row) {
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException(
              "A noise scale is %s; it must be positive and finite.".formatted(scale));
        }
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("A noise schedule has no region; it needs at least one.");
    }
  }

  public int regions() {
    return rows.size();
  }

  /** The least noise of a row, where moving harms most. */
  double least(int row) {
    return Collections.min(rows.get(row));
  }

  /**
   * SHA-256, in 64 hexadecimal digits, over the mark of the law, the number of regions (4 bytes
   * each) and row by row the scales (8 bytes each), the highest byte first.
   */
  public String fingerprint() {
    ByteBuffer bytes = ByteBuffer.allocate(8 + 8 * regions() * regions());
    bytes.putInt(law.mark()).putInt(regions());
    rows.forEach(row -> row.forEach(bytes::putDouble));
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256, which every one must have.", e);
    }
  }
}
