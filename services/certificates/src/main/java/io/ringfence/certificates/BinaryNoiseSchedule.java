package io.ringfence.certificates;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The K × K matrix of noise levels: entry (c, j) is the level that nodes of region j receive when
 * predictions of region c are smoothed.
 *
 * <p>The first index is always the region of the <b>output</b>, the second the region of the
 * <b>input</b>. Confusing the two, or a rank with its inverse permutation, silently makes
 * certificates wrong. Immutable.
 */
public final class BinaryNoiseSchedule implements NoiseSchedule {

  private final List<List<NoiseLevel>> rows;

  private BinaryNoiseSchedule(List<List<NoiseLevel>> rows) {
    this.rows = rows;
  }

  /**
   * @param rows K lists of K levels, output region first
   * @throws IllegalArgumentException if there is no region or the matrix is not square
   */
  public static BinaryNoiseSchedule of(List<List<NoiseLevel>> rows) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("A noise schedule needs at least one region.");
    }
    List<List<NoiseLevel>> copy = new ArrayList<>(rows.size());
    for (List<NoiseLevel> row : rows) {
      if (row.size() != rows.size()) {
        throw new IllegalArgumentException(
            "Noise schedule row %d has %d levels for %d regions; it must be square."
                .formatted(copy.size(), row.size(), rows.size()));
      }
      copy.add(List.copyOf(row));
    }
    return new BinaryNoiseSchedule(List.copyOf(copy));
  }

  /** Every region receives the same level: the isotropic schedule. */
  public static BinaryNoiseSchedule uniform(int regions, NoiseLevel level) {
    return of(
        java.util.Collections.nCopies(regions, java.util.Collections.nCopies(regions, level)));
  }

  /**
   * The schedule as one of bits.
   *
   * @throws IllegalArgumentException if it is for real-valued attributes
   */
  public static BinaryNoiseSchedule require(NoiseSchedule schedule) {
    if (schedule instanceof BinaryNoiseSchedule binary) {
      return binary;
    }
    throw new IllegalArgumentException(
        "The noise schedule is for real-valued attributes; these attributes are bits. Give levels of added and deleted bits.");
  }

  @Override
  public int regions() {
    return rows.size();
  }

  /**
   * The level that nodes of {@code inputRegion} receive for predictions of {@code outputRegion}.
   */
  public NoiseLevel level(int outputRegion, int inputRegion) {
    return rows.get(outputRegion).get(inputRegion);
  }

  /** The levels of all input regions for predictions of one output region; unmodifiable. */
  public List<NoiseLevel> row(int outputRegion) {
    return rows.get(outputRegion);
  }

  /** SHA-256 over K and all thresholds, row by row, as 64 hexadecimal digits. */
  @Override
  public String fingerprint() {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + regions() * regions() * 2 * Long.BYTES);
    bytes.putInt(regions());
    for (List<NoiseLevel> row : rows) {
      for (NoiseLevel level : row) {
        bytes.putLong(level.additionThreshold()).putLong(level.deletionThreshold());
      }
    }
    return ScheduleFingerprint.of(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BinaryNoiseSchedule that && rows.equals(that.rows);
  }

  @Override
  public int hashCode() {
    return rows.hashCode();
  }

  @Override
  public String toString() {
    return "BinaryNoiseSchedule[regions=" + regions() + ", rows=" + rows + "]";
  }
}
