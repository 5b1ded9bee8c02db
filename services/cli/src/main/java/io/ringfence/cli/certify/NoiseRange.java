package io.ringfence.cli.certify;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * From the least noise (own region) to the most (farthest region).
 *
 * @param min probability in [0, max]
 * @param max probability in [min, 1]
 */
record NoiseRange(double min, double max) {
  NoiseRange {
    if (!(min >= 0 && min <= max && max <= 1)) {
      throw new TypeConversionException(
          "%s:%s must hold probabilities with 0 <= MIN <= MAX <= 1".formatted(min, max));
    }
  }

  /** Reads {@code MIN:MAX}, or one probability for both. */
  static final class Converter implements ITypeConverter<NoiseRange> {
    Converter() {}

    @Override
    public NoiseRange convert(String text) {
      String[] parts = text.split(":", -1);
      try {
        double min = Double.parseDouble(parts[0]);
        return switch (parts.length) {
          case 1 -> new NoiseRange(min, min);
          case 2 -> new NoiseRange(min, Double.parseDouble(parts[1]));
          default -> throw malformed(text);
        };
      } catch (NumberFormatException e) {
        throw malformed(text);
      }
    }

    private static TypeConversionException malformed(String text) {
      return new TypeConversionException(
          "'%s' must be MIN:MAX, for instance 0.6:0.95, or one probability".formatted(text));
    }
  }
}
