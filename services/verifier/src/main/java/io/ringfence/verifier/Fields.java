package io.ringfence.verifier;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads fields of a receipt that must be there. */
final class Fields {
  private Fields() {}

  /** A field is missing or is of another kind than expected. */
  static final class MissingFieldException extends Exception {
    private static final long serialVersionUID = 1;

    MissingFieldException(String pointer, String kind) {
      super("field %s is missing or no %s".formatted(pointer, kind));
    }
  }

  static long whole(JsonNode node, String pointer) throws MissingFieldException {
    JsonNode field = node.at(pointer);
    if (!field.canConvertToExactIntegral() || !field.canConvertToLong()) {
      throw new MissingFieldException(pointer, "whole number");
    }
    return field.longValue();
  }

  /** A whole number that counts something small. */
  static int count(JsonNode node, String pointer) throws MissingFieldException {
    long count = whole(node, pointer);
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw new MissingFieldException(pointer, "count");
    }
    return (int) count;
  }

  static double real(JsonNode node, String pointer) throws MissingFieldException {
    JsonNode field = node.at(pointer);
    if (!field.isNumber()) {
      throw new MissingFieldException(pointer, "number");
    }
    return field.doubleValue();
  }

  static String text(JsonNode node, String pointer) throws MissingFieldException {
    JsonNode field = node.at(pointer);
    if (!field.isTextual()) {
      throw new MissingFieldException(pointer, "text");
    }
    return field.textValue();
  }
}
