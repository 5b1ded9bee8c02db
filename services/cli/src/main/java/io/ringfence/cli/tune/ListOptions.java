package io.ringfence.cli.tune;

import io.ringfence.graph.region.NoiseRange;
import io.ringfence.graph.region.ScaleRange;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The values of options that are lists, and of {@code --time}. */
final class ListOptions {
  private ListOptions() {}

  /** Ranges of probabilities. */
  record NoiseRanges(List<NoiseRange> ranges) {
    NoiseRanges {
      ranges = List.copyOf(ranges);
    }
  }

  /** Ranges of scales. */
  record ScaleRanges(List<ScaleRange> ranges) {
    ScaleRanges {
      ranges = List.copyOf(ranges);
    }
  }

  /** Whole numbers. */
  record Counts(List<Integer> counts) {
    Counts {
      counts = List.copyOf(counts);
    }
  }

  /** Reads {@code MIN:MAX;...}. */
  static final class OfNoise implements ITypeConverter<NoiseRanges> {
    OfNoise() {}

    @Override
    public NoiseRanges convert(String text) {
      return new NoiseRanges(split(text, ";", NoiseRange::parse));
    }
  }

  /** Reads {@code MIN:MAX;...}. */
  static final class OfScales implements ITypeConverter<ScaleRanges> {
    OfScales() {}

    @Override
    public ScaleRanges convert(String text) {
      return new ScaleRanges(split(text, ";", ScaleRange::parse));
    }
  }

  /** Reads {@code N,N,...}. */
  static final class OfCounts implements ITypeConverter<Counts> {
    OfCounts() {}

    @Override
    public Counts convert(String text) {
      if (!text.matches("[1-9]\\d{0,7}(,[1-9]\\d{0,7})*")) {
        throw new TypeConversionException(
            "'%s' must be whole numbers of at least 1 with commas between, for instance 1,5,10"
                .formatted(text));
      }
      return new Counts(split(text, ",", Integer::valueOf));
    }
  }

  /** Reads a number with its unit. */
  static final class OfTime implements ITypeConverter<Duration> {
    private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,6})(s|m|h)");

    OfTime() {}

    @Override
    public Duration convert(String text) {
      Matcher matcher = TIME.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'%s' must be a whole number of at least 1 and a unit, s, m or h, for instance 10m"
                .formatted(text));
      }
      long count = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "s" -> Duration.ofSeconds(count);
        case "m" -> Duration.ofMinutes(count);
        default -> Duration.ofHours(count);
      };
    }
  }

  private static <T> List<T> split(String text, String separator, Function<String, T> parse) {
    try {
      return Stream.of(text.split(separator, -1)).map(parse).distinct().toList();
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
