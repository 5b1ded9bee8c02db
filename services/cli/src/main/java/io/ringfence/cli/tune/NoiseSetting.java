package io.ringfence.cli.tune;

import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.region.NoiseRange;
import io.ringfence.graph.region.NoiseSchedules;
import io.ringfence.graph.region.ScaleRange;
import java.util.List;
import java.util.Locale;

/** One choice of noise, least to most over the ranks of the regions. */
sealed interface NoiseSetting {
  NoiseSchedule schedule(RegionAssignment assignment);

  /** For people, in the words of the command line. */
  String words();

  /** The keys of {@code noise} in a configuration of {@code serve}, in YAML's flow style. */
  String yaml();

  /** The least of it everywhere, which is all that a single region receives. */
  NoiseSetting nearest();

  /** A point that is near to that of similar noise. */
  List<Double> position();

  /** Flips of bits. */
  record Flips(NoiseRange additions, NoiseRange deletions) implements NoiseSetting {
    @Override
    public NoiseSchedule schedule(RegionAssignment assignment) {
      return NoiseSchedules.byRank(assignment.ranks(), additions, deletions);
    }

    @Override
    public String words() {
      return "add %s, delete %s"
          .formatted(
              range(additions.min(), additions.max()), range(deletions.min(), deletions.max()));
    }

    @Override
    public String yaml() {
      return "{kind: binary, additions: {min: %s, max: %s}, deletions: {min: %s, max: %s}}"
          .formatted(additions.min(), additions.max(), deletions.min(), deletions.max());
    }

    @Override
    public NoiseSetting nearest() {
      return new Flips(
          new NoiseRange(additions.min(), additions.min()),
          new NoiseRange(deletions.min(), deletions.min()));
    }

    @Override
    public List<Double> position() {
      return List.of(additions.min(), additions.max(), deletions.min(), deletions.max());
    }
  }

  /** What is added to real-valued attributes. */
  record Added(RealNoiseSchedule.Kind kind, ScaleRange scales) implements NoiseSetting {
    @Override
    public NoiseSchedule schedule(RegionAssignment assignment) {
      return NoiseSchedules.byRank(assignment.ranks(), kind, scales);
    }

    @Override
    public String words() {
      return "%s %s".formatted(law(), range(scales.min(), scales.max()));
    }

    @Override
    public String yaml() {
      return "{kind: %s, scales: {min: %s, max: %s}}".formatted(law(), scales.min(), scales.max());
    }

    @Override
    public NoiseSetting nearest() {
      return new Added(kind, new ScaleRange(scales.min(), scales.min()));
    }

    @Override
    public List<Double> position() {
      return List.of(scales.min(), scales.max());
    }

    private String law() {
      return kind.name().toLowerCase(Locale.ROOT);
    }
  }

  private static String range(double min, double max) {
    return min == max ? Double.toString(min) : min + ":" + max;
  }
}
