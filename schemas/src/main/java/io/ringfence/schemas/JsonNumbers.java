package io.ringfence.schemas;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.regex.Pattern;

/**
 * Numbers in JSON, as text or not, that the library can turn into values in bearable time. It
 * writes out all digits of an integer first, which for 1e99999999 takes hours.
 */
final class JsonNumbers {

  private static final int MOST_CHARACTERS = 1_000;

  /** Of any script, as the library takes them. */
  private static final Pattern LONG_EXPONENT =
      Pattern.compile("[+-]?[\\p{Nd}.]+[eE][+-]?\\p{Nd}{4}");

  /** The rule, as an end of a sentence. */
  static final String RULE =
      "has more than %d characters or an exponent of more than 3 digits".formatted(MOST_CHARACTERS);

  private JsonNumbers() {}

  static boolean isBearable(String number) {
    return number.length() <= MOST_CHARACTERS && !LONG_EXPONENT.matcher(number).lookingAt();
  }

  /** Whether the library reads a field's values, or texts in their place, as numbers. */
  static boolean isNumber(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT, LONG, FLOAT, DOUBLE, ENUM -> true;
      case BOOLEAN, STRING, BYTE_STRING, MESSAGE -> false;
    };
  }
}
