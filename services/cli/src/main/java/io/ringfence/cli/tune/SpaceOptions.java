package io.ringfence.cli.tune;

import io.ringfence.cli.input.NoiseKind;
import io.ringfence.graph.region.NoiseRange;
import io.ringfence.graph.region.ScaleRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say what is tried. */
final class SpaceOptions {
  private static final int MOST = 1_000;

  @Option(
      names = "--regions",
      paramLabel = "K,K,...",
      defaultValue = "1,5,10",
      converter = ListOptions.OfCounts.class,
      description = "Numbers of regions to grow (default: ${DEFAULT-VALUE}).")
  private ListOptions.Counts regions = new ListOptions.Counts(List.of());

  @Option(
      names = "--add-noise",
      paramLabel = "MIN:MAX;...",
      defaultValue = "0.005;0.01;0.05",
      converter = ListOptions.OfNoise.class,
      description =
          "Probabilities that a zero becomes a one, least to most over the ranks (default: ${DEFAULT-VALUE}).")
  private ListOptions.NoiseRanges additions = new ListOptions.NoiseRanges(List.of());

  @Option(
      names = "--delete-noise",
      paramLabel = "MIN:MAX;...",
      defaultValue = "0.4:0.8;0.6:0.95;0.6",
      converter = ListOptions.OfNoise.class,
      description =
          "Probabilities that a one becomes a zero, least to most over the ranks (default: ${DEFAULT-VALUE}).")
  private ListOptions.NoiseRanges deletions = new ListOptions.NoiseRanges(List.of());

  @Option(
      names = "--noise",
      paramLabel = "binary|gaussian|uniform",
      description =
          "Flips of bits, or what is added to real-valued attributes (default: what suits the attributes, gaussian for real values).")
  private @Nullable NoiseKind noise;

  @Option(
      names = "--scales",
      paramLabel = "MIN:MAX;...",
      defaultValue = "0.1:0.5;0.25:1;0.5;1",
      converter = ListOptions.OfScales.class,
      description =
          "For gaussian noise standard deviations, for uniform half widths, least to most over the ranks (default: ${DEFAULT-VALUE}).")
  private ListOptions.ScaleRanges scales = new ListOptions.ScaleRanges(List.of());

  @Option(
      names = "--samples",
      paramLabel = "N,N,...",
      defaultValue = "200,500,2000",
      converter = ListOptions.OfCounts.class,
      description =
          "Noisy graphs for the bounds, ascending: all combinations get the first number, the better half the second, and so on; a tenth more, at least 50, choose the classes (default: ${DEFAULT-VALUE}).")
  private ListOptions.Counts samples = new ListOptions.Counts(List.of());

  @Option(
      names = "--time",
      paramLabel = "T",
      defaultValue = "10m",
      converter = ListOptions.OfTime.class,
      description =
          "Time for trials, such as 90s, 10m or 2h; a trial that would end later is not begun (default: ${DEFAULT-VALUE}).")
  private Duration time = Duration.ZERO;

  SpaceOptions() {}

  Duration time() {
    return time;
  }

  Optional<NoiseKind> noise() {
    return Optional.ofNullable(noise);
  }

  List<Rung> ladder() {
    return Rung.ladder(samples.counts());
  }

  /**
   * All combinations that differ.
   *
   * @throws IllegalArgumentException if there are too many, or one has more regions than nodes
   */
  List<Combination> combinations(NoiseKind kind, int nodes) {
    List<Combination> all = new ArrayList<>();
    for (int count : regions.counts()) {
      if (count > nodes) {
        throw new IllegalArgumentException(
            "--regions has %d, but the graph has %d nodes; a region needs at least one."
                .formatted(count, nodes));
      }
      settings(kind).stream()
          .map(setting -> count == 1 ? setting.nearest() : setting)
          .distinct()
          .forEach(setting -> all.add(new Combination(count, setting)));
    }
    if (all.size() > MOST) {
      throw new IllegalArgumentException(
          "There are %d combinations; at most %d can be tried. Name fewer regions or levels of noise."
              .formatted(all.size(), MOST));
    }
    return all;
  }

  private List<NoiseSetting> settings(NoiseKind kind) {
    List<NoiseSetting> settings = new ArrayList<>();
    if (kind.real().isPresent()) {
      for (ScaleRange range : scales.ranges()) {
        settings.add(new NoiseSetting.Added(kind.real().get(), range));
      }
      return settings;
    }
    for (NoiseRange addition : additions.ranges()) {
      for (NoiseRange deletion : deletions.ranges()) {
        settings.add(new NoiseSetting.Flips(addition, deletion));
      }
    }
    return settings;
  }
}
