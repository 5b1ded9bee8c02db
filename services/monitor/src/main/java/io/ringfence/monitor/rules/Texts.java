package io.ringfence.monitor.rules;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Pieces of text. */
final class Texts {

  private Texts() {}

  static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** As one segment of an address. */
  static String escaped(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
