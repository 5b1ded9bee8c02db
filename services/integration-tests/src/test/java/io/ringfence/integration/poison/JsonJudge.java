package io.ringfence.integration.poison;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.ringfence.schemas.v1.GraphUpdate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads an update from JSON with another parser than the product's: one object by RFC 8259, no name
 * twice, no nesting beyond need, text where the contract has text, numbers of bearable length.
 */
final class JsonJudge {

  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .build();
  private static final int DEEPEST = 32;
  private static final int LONGEST_NUMBER = 1_000;
  private static final Pattern LONG_EXPONENT = Pattern.compile("[^eE]*[eE][+-]?[0-9]{4,}");

  private JsonJudge() {}

  static Optional<GraphUpdate> read(byte[] value) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
      String json = text.startsWith("\ufeff") ? text.substring(1) : text;
      if (!hasBearableTokens(json)
          || !isTyped(STRICT.readTree(json), GraphUpdate.getDescriptor())) {
        return Optional.empty();
      }
      GraphUpdate.Builder update = GraphUpdate.newBuilder();
      JsonFormat.parser().merge(json, update);
      return Optional.of(update.build());
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** One object and nothing after it, not too deep, without endless numbers. */
  private static boolean hasBearableTokens(String json) throws IOException {
    try (JsonParser parser = STRICT.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      int depth = 1;
      while (depth > 0) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          return false;
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth > DEEPEST || (token.isNumeric() && !isBearable(parser.getText()))) {
          return false;
        }
      }
      return parser.nextToken() == null;
    }
  }

  private static boolean isBearable(String number) {
    return number.length() <= LONGEST_NUMBER && !LONG_EXPONENT.matcher(number).lookingAt();
  }

  private static boolean isTyped(JsonNode object, Descriptor message) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      FieldDescriptor field = field(message, entry.getKey());
      if (field == null || !isTyped(entry.getValue(), field)) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("NullAway") // nothing found is said by null, as the library does
  private static FieldDescriptor field(Descriptor message, String name) {
    return message.getFields().stream()
        .filter(field -> field.getJsonName().equals(name) || field.getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static boolean isTyped(JsonNode value, FieldDescriptor field) {
    if (value.isArray()) {
      for (JsonNode element : value) {
        if (!isTyped(element, field)) {
          return false;
        }
      }
      return true;
    }
    return switch (field.getJavaType()) {
      case STRING -> !value.isNumber() && !value.isBoolean();
      case INT, FLOAT -> !value.isTextual() || isBearable(value.textValue());
      case MESSAGE ->
          field.isMapField()
              ? areBearable(value.fieldNames())
              : !value.isObject() || isTyped(value, field.getMessageType());
      default -> true;
    };
  }

  private static boolean areBearable(Iterator<String> names) {
    while (names.hasNext()) {
      if (!isBearable(names.next())) {
        return false;
      }
    }
    return true;
  }
}
