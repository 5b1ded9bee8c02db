package io.ringfence.verifier;

import io.ringfence.schemas.v1.RealNoise;
import io.ringfence.schemas.v1.Region;
import io.ringfence.verifier.recomputation.Level;
import io.ringfence.verifier.recomputation.RealLaw;
import io.ringfence.verifier.recomputation.RealSchedule;
import io.ringfence.verifier.recomputation.Schedule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The schedule that a graph certificate carries. */
final class RecordedSchedule {
  private static final BigDecimal ONE = BigDecimal.valueOf(Level.ONE);

  private RecordedSchedule() {}

  /**
   * @throws IllegalArgumentException if it is not square, or a level is no multiple of 2^-32
   */
  static Schedule of(List<Region> regions) {
    List<List<Level>> rows = new ArrayList<>();
    for (Region region : regions) {
      if (region.getAdditionNoiseCount() != region.getDeletionNoiseCount()) {
        throw new IllegalArgumentException(
            "Region %d has %d levels of addition and %d of deletion."
                .formatted(
                    region.getRegion(),
                    region.getAdditionNoiseCount(),
                    region.getDeletionNoiseCount()));
      }
      List<Level> row = new ArrayList<>();
      for (int j = 0; j < region.getAdditionNoiseCount(); j++) {
        row.add(
            new Level(
                threshold(region.getAdditionNoise(j)), threshold(region.getDeletionNoise(j))));
      }
      rows.add(row);
    }
    return new Schedule(rows);
  }

  /**
   * @throws IllegalArgumentException if it is not square, a scale is not positive, or regions
   *     disagree about the law
   */
  static RealSchedule ofReals(List<Region> regions) {
    RealNoise.Law law = regions.get(0).getRealNoise().getLaw();
    for (Region region : regions) {
      if (region.getRealNoise().getLaw() != law || region.getAdditionNoiseCount() > 0) {
        throw new IllegalArgumentException(
            "Region %d has another kind of noise than the first.".formatted(region.getRegion()));
      }
    }
    RealLaw known =
        switch (law) {
          case GAUSSIAN -> RealLaw.GAUSSIAN;
          case UNIFORM -> RealLaw.UNIFORM;
          case LAW_UNSPECIFIED, UNRECOGNIZED ->
              throw new IllegalArgumentException("The law of the noise is unknown.");
        };
    return new RealSchedule(
        known, regions.stream().map(r -> r.getRealNoise().getScalesList()).toList());
  }

  private static long threshold(double probability) {
    try {
      return new BigDecimal(probability).multiply(ONE).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "Noise probability %s is no multiple of 2^-32.".formatted(probability), e);
    }
  }
}
