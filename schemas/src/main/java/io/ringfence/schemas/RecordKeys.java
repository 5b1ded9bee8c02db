package io.ringfence.schemas;

import java.util.ArrayList;
import java.util.List;

/**
 * Keys that name something within a graph: parts joined by '/', in each part '%' written {@code
 * %25} and '/' written {@code %2F}. Keys that are a graph id alone (graph-updates,
 * graph-certificates) are not escaped.
 */
public final class RecordKeys {

  private RecordKeys() {}

  /** Key of a node's certificate. */
  public static String ofNode(String graphId, String nodeId) {
    return join(graphId, nodeId);
  }

  /** The parts, escaped and joined. */
  public static String join(String... parts) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) {
        key.append('/');
      }
      escape(parts[i], key);
    }
    return key.toString();
  }

  /**
   * The parts of a key, unescaped.
   *
   * @throws IllegalArgumentException if a '%' begins neither {@code %25} nor {@code %2F}
   */
  public static List<String> split(String key) {
    List<String> parts = new ArrayList<>();
    for (String part : key.split("/", -1)) {
      parts.add(unescape(part));
    }
    return parts;
  }

  private static void escape(String part, StringBuilder key) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      switch (c) {
        case '%' -> key.append("%25");
        case '/' -> key.append("%2F");
        default -> key.append(c);
      }
    }
  }

  private static String unescape(String part) {
    StringBuilder text = new StringBuilder(part.length());
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c != '%') {
        text.append(c);
      } else if (part.startsWith("%25", i)) {
        text.append('%');
        i += 2;
      } else if (part.startsWith("%2F", i)) {
        text.append('/');
        i += 2;
      } else {
        throw new IllegalArgumentException(
            "Key part '%s' has a '%%' at %d that begins neither %%25 nor %%2F.".formatted(part, i));
      }
    }
    return text.toString();
  }
}
