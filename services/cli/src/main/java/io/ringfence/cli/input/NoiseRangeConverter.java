package io.ringfence.cli.input;

import io.ringfence.graph.region.NoiseRange;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code MIN:MAX}, or one probability for both. */
public final class NoiseRangeConverter implements ITypeConverter<NoiseRange> {
  /** For picocli. */
  public NoiseRangeConverter() {}

  @Override
  public NoiseRange convert(String text) {
    try {
      return NoiseRange.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
