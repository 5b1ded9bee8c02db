package io.ringfence.stream.pool;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.schemas.v1.NoiseRow;
import io.ringfence.schemas.v1.RealNoise;
import io.ringfence.stream.RealNoiseRecords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/** Those rows of a schedule that some targets need. */
final class NoiseRecords {

  /** More regions are surely a damaged record; a schedule has their square. */
  private static final int MOST_REGIONS = 100_000;

  private NoiseRecords() {}

  /**
   * @param outputRegions regions of the targets
   */
  static List<NoiseRow> of(NoiseSchedule schedule, SortedSet<Integer> outputRegions) {
    List<NoiseRow> rows = new ArrayList<>();
    for (int region : outputRegions) {
      NoiseRow.Builder row = NoiseRow.newBuilder().setOutputRegion(region);
      if (schedule instanceof BinaryNoiseSchedule binary) {
        for (NoiseLevel level : binary.row(region)) {
          row.addAdditionThresholds(level.additionThreshold());
          row.addDeletionThresholds(level.deletionThreshold());
        }
      } else if (schedule instanceof RealNoiseSchedule real) {
        row.setReal(RealNoiseRecords.of(real, region));
      }
      rows.add(row.build());
    }
    return rows;
  }

  /**
   * The schedule of so many regions. Rows that were not sent are filled with one that was: nobody
   * asks for them.
   *
   * @throws IllegalArgumentException if there is no row, or rows contradict each other
   */
  static NoiseSchedule read(List<NoiseRow> rows, int regions) {
    if (rows.isEmpty() || regions < 1 || regions > MOST_REGIONS) {
      throw new IllegalArgumentException(
          "%d rows of noise are given for %d regions; at least one of each is needed, and at most %d regions."
              .formatted(rows.size(), regions, MOST_REGIONS));
    }
    return rows.get(0).hasReal() ? real(rows, regions) : binary(rows, regions);
  }

  private static BinaryNoiseSchedule binary(List<NoiseRow> rows, int regions) {
    Map<Integer, List<NoiseLevel>> levels = new TreeMap<>();
    for (NoiseRow row : rows) {
      List<NoiseLevel> ofRow = new ArrayList<>();
      if (row.getAdditionThresholdsCount() != row.getDeletionThresholdsCount()) {
        throw new IllegalArgumentException(
            "Noise has %d levels of additions and %d of deletions; both must have as many."
                .formatted(row.getAdditionThresholdsCount(), row.getDeletionThresholdsCount()));
      }
      for (int region = 0; region < row.getAdditionThresholdsCount(); region++) {
        ofRow.add(
            new NoiseLevel(row.getAdditionThresholds(region), row.getDeletionThresholds(region)));
      }
      levels.put(row.getOutputRegion(), List.copyOf(ofRow));
    }
    return BinaryNoiseSchedule.of(square(levels, regions));
  }

  private static RealNoiseSchedule real(List<NoiseRow> rows, int regions) {
    Map<Integer, RealNoise> noise = new TreeMap<>();
    rows.forEach(row -> noise.put(row.getOutputRegion(), row.getReal()));
    return RealNoiseRecords.schedule(square(noise, regions));
  }

  private static <T> List<T> square(Map<Integer, T> rows, int regions) {
    T first = rows.values().iterator().next();
    List<T> all = new ArrayList<>(Collections.nCopies(regions, first));
    rows.forEach(
        (region, row) -> {
          if (region < 0 || region >= regions) {
            throw new IllegalArgumentException(
                "Noise is given for region %d; there are regions 0 to %d."
                    .formatted(region, regions - 1));
          }
          all.set(region, row);
        });
    return all;
  }
}
