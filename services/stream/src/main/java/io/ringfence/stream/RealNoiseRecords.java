package io.ringfence.stream;

import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.schemas.v1.Norm;
import io.ringfence.schemas.v1.RealNoise;
import java.util.List;

/** Noise on real-valued attributes as the contract has it. */
public final class RealNoiseRecords {

  private RealNoiseRecords() {}

  /** What the predictions of one region are smoothed with. */
  public static RealNoise of(RealNoiseSchedule schedule, int outputRegion) {
    return RealNoise.newBuilder()
        .setLaw(
            switch (schedule.kind()) {
              case GAUSSIAN -> RealNoise.Law.GAUSSIAN;
              case UNIFORM -> RealNoise.Law.UNIFORM;
            })
        .addAllScales(schedule.row(outputRegion))
        .build();
  }

  /**
   * @param rows one per output region, at least one
   * @throws IllegalArgumentException if the rows contradict each other or themselves
   */
  public static RealNoiseSchedule schedule(List<RealNoise> rows) {
    RealNoise.Law law = rows.get(0).getLaw();
    for (RealNoise row : rows) {
      if (row.getLaw() != law) {
        throw new IllegalArgumentException(
            "The noise of one epoch has the laws %s and %s; it must have one."
                .formatted(law, row.getLaw()));
      }
    }
    return RealNoiseSchedule.of(kind(law), rows.stream().map(RealNoise::getScalesList).toList());
  }

  private static RealNoiseSchedule.Kind kind(RealNoise.Law law) {
    return switch (law) {
      case GAUSSIAN -> RealNoiseSchedule.Kind.GAUSSIAN;
      case UNIFORM -> RealNoiseSchedule.Kind.UNIFORM;
      case LAW_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(
              "The law of the noise is not one that this version knows; run the version that wrote it, or a newer one.");
    };
  }

  /** How distances are measured under the noise. */
  static Norm norm(RealNoiseSchedule.Kind kind) {
    return switch (kind) {
      case GAUSSIAN -> Norm.L2;
      case UNIFORM -> Norm.L1;
    };
  }
}
