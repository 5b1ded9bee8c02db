package io.ringfence.cli.input;

import io.ringfence.graph.region.ScaleRange;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code MIN:MAX}, or one scale for both. */
public final class ScaleRangeConverter implements ITypeConverter<ScaleRange> {
  /** For picocli. */
  public ScaleRangeConverter() {}

  @Override
  public ScaleRange convert(String text) {
    try {
      return ScaleRange.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
