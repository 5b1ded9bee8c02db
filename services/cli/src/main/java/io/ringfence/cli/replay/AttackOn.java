package io.ringfence.cli.replay;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An attack campaign: so many attributes changed in and next to one node.
 *
 * @param nodeId whom it is aimed at
 * @param bits how many bits, or real values, at least 1
 */
record AttackOn(String nodeId, int bits) {
  private static final int DEFAULT_BITS = 20;
  private static final Pattern FORM = Pattern.compile("node=(.+?)(?:,bits=([1-9]\\d{0,5}))?");

  /** Reads {@code node=ID} or {@code node=ID,bits=N}. */
  static final class Converter implements ITypeConverter<AttackOn> {
    Converter() {}

    @Override
    public AttackOn convert(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'%s' must be node=ID or node=ID,bits=N, for instance node=n17,bits=30"
                .formatted(text));
      }
      String bits = matcher.group(2);
      return new AttackOn(matcher.group(1), bits == null ? DEFAULT_BITS : Integer.parseInt(bits));
    }
  }
}
