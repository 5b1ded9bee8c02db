package io.ringfence.hosting.configuration;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.Duration;

/** Reads {@code 500ms}, {@code 5s}, {@code 2m} or {@code 1h}. */
public final class DurationText extends StdDeserializer<Duration> {
  private static final long serialVersionUID = 1L;

  /** For Jackson. */
  public DurationText() {
    super(Duration.class);
  }

  @Override
  public Duration deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    return parse(parser.getText());
  }

  /** The schema has made sure of the form. */
  static Duration parse(String text) {
    return text.endsWith("ms")
        ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
        : Duration.parse("PT" + text);
  }
}
