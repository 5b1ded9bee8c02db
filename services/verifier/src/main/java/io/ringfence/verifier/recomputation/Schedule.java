package io.ringfence.verifier.recomputation;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Noise levels between regions.
 *
 * @param rows one per output region, each with one level per input region
 */
public record Schedule(List<List<Level>> rows) {

  public Schedule {
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Level> row : rows) {
      if (row.size() != rows.size()) {
        throw new IllegalArgumentException(
            "A noise schedule of %d regions has a row of %d levels; it must be square."
                .formatted(rows.size(), row.size()));
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("A noise schedule has no region; it needs at least one.");
    }
  }

  public int regions() {
    return rows.size();
  }

  /**
   * SHA-256, in 64 hexadecimal digits, over the number of regions (4 bytes) and row by row the
   * thresholds of addition and deletion (8 bytes each), the highest byte first.
   */
  public String fingerprint() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(regions());
      for (List<Level> row : rows) {
        for (Level level : row) {
          out.writeLong(level.addition());
          out.writeLong(level.deletion());
        }
      }
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256, which every one must have.", e);
    }
  }
}
