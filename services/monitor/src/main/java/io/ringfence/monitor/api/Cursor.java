package io.ringfence.monitor.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * A place in an order: where the next page begins.
 *
 * @param order names the order
 * @param key what the order compares first
 * @param id what it compares next
 */
record Cursor(String order, long key, String id) {

  private static final String SEPARATOR = ":";

  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((order + SEPARATOR + key + SEPARATOR + id).getBytes(UTF_8));
  }

  /**
   * @throws ProblemException if the text is none of ours, or of another order
   */
  static Cursor parse(String text, String order) {
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(SEPARATOR, 3);
      if (parts.length == 3 && parts[0].equals(order)) {
        return new Cursor(order, Long.parseLong(parts[1]), parts[2]);
      }
    } catch (IllegalArgumentException e) {
      throw invalid(text);
    }
    throw invalid(text);
  }

  private static ProblemException invalid(String text) {
    return new ProblemException(
        Problem.invalid(
            "cursor is '%s'; it must be the nextCursor of a page with the same sort and order."
                .formatted(text.length() > 100 ? text.substring(0, 100) + "…" : text)));
  }
}
