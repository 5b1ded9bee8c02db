package io.ringfence.schemas;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.ringfence.schemas.MalformedRecordException.Fault;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * What the library that maps JSON to messages lets pass: unquoted names, comments, a name twice in
 * one object, text after the end, deep nesting. One pass, no tree.
 */
final class StrictJson {

  private static final int DEEPEST = 32;
  private static final int LONGEST_QUOTE = 60;

  private final JsonReader reader;
  private final Deque<Set<String>> open = new ArrayDeque<>();

  private StrictJson(JsonReader reader) {
    this.reader = reader;
  }

  /**
   * @throws MalformedRecordException if the text is not exactly one JSON object by RFC 8259
   */
  static void requireObject(String json) throws MalformedRecordException {
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.setStrictness(Strictness.STRICT);
      if (reader.peek() != JsonToken.BEGIN_OBJECT) {
        throw malformed("it does not begin with an object");
      }
      new StrictJson(reader).walk();
    } catch (MalformedJsonException | NumberFormatException e) {
      throw malformed(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    } catch (EOFException e) {
      throw malformed("it ends too early");
    } catch (IOException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private void walk() throws IOException, MalformedRecordException {
    for (JsonToken token = reader.peek(); token != JsonToken.END_DOCUMENT; token = reader.peek()) {
      switch (token) {
        case BEGIN_OBJECT -> {
          reader.beginObject();
          enter();
        }
        case BEGIN_ARRAY -> {
          reader.beginArray();
          enter();
        }
        case END_OBJECT -> {
          open.pop();
          reader.endObject();
        }
        case END_ARRAY -> {
          open.pop();
          reader.endArray();
        }
        case NAME -> requireNew(reader.nextName());
        default -> reader.skipValue();
      }
    }
  }

  private void enter() throws MalformedRecordException {
    if (open.size() == DEEPEST) {
      throw malformed("it nests deeper than %d levels".formatted(DEEPEST));
    }
    open.push(new HashSet<>());
  }

  private void requireNew(String name) throws MalformedRecordException {
    Set<String> names = open.peek();
    if (names != null && !names.add(name)) {
      throw new MalformedRecordException(
          Fault.DUPLICATE_FIELD,
          "The JSON at %s has the name twice; send each name once."
              .formatted(shorten(reader.getPath())));
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
    return what.length() <= 2 * LONGEST_QUOTE ? what : what.substring(0, 2 * LONGEST_QUOTE) + "…";
  }
}
