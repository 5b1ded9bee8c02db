package io.ringfence.schemas;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.ringfence.schemas.MalformedRecordException.Fault;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the library that maps JSON to messages lets pass: unquoted names, comments, a name twice in
 * one object, text after the end, deep nesting, numbers where the contract has text, and numbers
 * such as 1e99999999, with whose digits it would be busy for hours. One pass, no tree.
 */
final class StrictJson {

  private static final int DEEPEST = 32;
  private static final int LONGEST_QUOTE = 60;
  private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");

  private final JsonReader reader;
  private final Deque<Level> open = new ArrayDeque<>();

  /** What the next value is read as; null where the contract does not say. */
  private @Nullable FieldDescriptor field;

  private StrictJson(JsonReader reader) {
    this.reader = reader;
  }

  /**
   * @param record the message that the object is read as
   * @throws MalformedRecordException if the text is not exactly one JSON object by RFC 8259, or has
   *     a number or a boolean where the record has text
   */
  static void requireObject(String json, Descriptor record) throws MalformedRecordException {
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.setStrictness(Strictness.STRICT);
      if (reader.peek() != JsonToken.BEGIN_OBJECT) {
        throw malformed("it does not begin with an object");
      }
      new StrictJson(reader).walk(record);
    } catch (MalformedJsonException | NumberFormatException e) {
      throw malformed(inOwnWords(String.valueOf(e.getMessage())));
    } catch (EOFException e) {
      throw malformed("it ends too early");
    } catch (IOException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  /** The parser advises a programmer to call its methods; a producer needs to know the place. */
  private static String inOwnWords(String message) {
    Matcher place = PLACE.matcher(message);
    return place.find()
        ? "line %s, column %s, or the value before it, is not JSON; put names, text, NaN and infinities in quotes, and leave out comments and final commas"
            .formatted(place.group(1), place.group(2))
        : message.lines().findFirst().orElse("");
  }

  private void walk(Descriptor record) throws IOException, MalformedRecordException {
    reader.beginObject();
    enter(record, null);
    for (JsonToken token = reader.peek(); token != JsonToken.END_DOCUMENT; token = reader.peek()) {
      switch (token) {
        case BEGIN_OBJECT -> {
          reader.beginObject();
          enterObject();
        }
        case BEGIN_ARRAY -> {
          reader.beginArray();
          enter(null, field);
        }
        case END_OBJECT -> {
          reader.endObject();
          leave();
        }
        case END_ARRAY -> {
          reader.endArray();
          leave();
        }
        case NAME -> name(reader.nextName());
        case NUMBER, BOOLEAN, STRING -> scalar(token);
        default -> reader.skipValue();
      }
    }
  }

  private void enterObject() throws MalformedRecordException {
    FieldDescriptor read = field;
    boolean message = read != null && read.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    if (read != null && message && read.isMapField()) {
      Descriptor entry = read.getMessageType();
      enter(
          new Level(
              new HashSet<>(),
              null,
              entry.findFieldByName("value"),
              JsonNumbers.isNumber(entry.findFieldByName("key"))));
    } else {
      enter(read != null && message ? read.getMessageType() : null, null);
    }
  }

  private void enter(@Nullable Descriptor message, @Nullable FieldDescriptor every)
      throws MalformedRecordException {
    enter(new Level(new HashSet<>(), message, every, false));
  }

  private void enter(Level level) throws MalformedRecordException {
    if (open.size() == DEEPEST) {
      throw malformed("it nests deeper than %d levels".formatted(DEEPEST));
    }
    open.push(level);
    field = level.every;
  }

  private void leave() {
    open.pop();
    Level around = open.peek();
    field = around == null ? null : around.every;
  }

  private void name(String name) throws MalformedRecordException {
    Level level = open.peek();
    if (level == null) {
      return;
    }
    if (!level.names.add(name)) {
      throw new MalformedRecordException(
          Fault.DUPLICATE_FIELD,
          "The JSON at %s has the name twice; send each name once."
              .formatted(shorten(reader.getPath())));
    }
    if (level.numbered) {
      requireBearable(name);
    }
    field = level.fieldOf(name);
  }

  private void scalar(JsonToken token) throws IOException, MalformedRecordException {
    FieldDescriptor read = field;
    boolean text = read != null && read.getJavaType() == FieldDescriptor.JavaType.STRING;
    boolean number = read != null && JsonNumbers.isNumber(read);
    if (token == JsonToken.STRING ? !number : token == JsonToken.BOOLEAN && !text) {
      reader.skipValue();
      return;
    }
    String value =
        token == JsonToken.BOOLEAN ? String.valueOf(reader.nextBoolean()) : reader.nextString();
    if (token != JsonToken.BOOLEAN) {
      requireBearable(value);
    }
    if (text) {
      throw new MalformedRecordException(
          Fault.MALFORMED,
          "The JSON at %s is %s, which is not text; put it in quotes: \"%s\"."
              .formatted(shorten(reader.getPreviousPath()), shorten(value), shorten(value)));
    }
  }

  private void requireBearable(String number) throws MalformedRecordException {
    if (!JsonNumbers.isBearable(number)) {
      throw malformed(
          "the number %s at %s %s"
              .formatted(shorten(number), shorten(reader.getPreviousPath()), JsonNumbers.RULE));
    }
  }

  private static String shorten(String path) {
    return path.length() <= LONGEST_QUOTE ? path : path.substring(0, LONGEST_QUOTE) + "…";
  }

  private static MalformedRecordException malformed(String what) {
    return new MalformedRecordException(
        Fault.MALFORMED, "The text is not one JSON object: %s.".formatted(shortenLine(what)));
  }

  private static String shortenLine(String what) {
    return what.length() <= 3 * LONGEST_QUOTE ? what : what.substring(0, 3 * LONGEST_QUOTE) + "…";
  }

  /**
   * An object or array that is open.
   *
   * @param message what the object is read as; null if the contract does not say
   * @param every what each value of an array or of a map is read as
   * @param numbered whether names are numbers, as in a map from numbers
   */
  private record Level(
      Set<String> names,
      @Nullable Descriptor message,
      @Nullable FieldDescriptor every,
      boolean numbered) {

    @Nullable FieldDescriptor fieldOf(String name) {
      if (message == null) {
        return every;
      }
      for (FieldDescriptor candidate : message.getFields()) {
        if (candidate.getJsonName().equals(name) || candidate.getName().equals(name)) {
          return candidate;
        }
      }
      return null;
    }
  }
}
