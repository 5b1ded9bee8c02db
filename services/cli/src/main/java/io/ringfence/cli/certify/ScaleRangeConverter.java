package io.ringfence.cli.certify;

import io.ringfence.graph.region.ScaleRange;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code MIN:MAX}, or one scale for both. */
final class ScaleRangeConverter implements ITypeConverter<ScaleRange> {
  ScaleRangeConverter() {}

  @Override
  public ScaleRange convert(String text) {
    try {
      return ScaleRange.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
