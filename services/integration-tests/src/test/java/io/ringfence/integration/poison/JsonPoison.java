package io.ringfence.integration.poison;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON that is wrong, or odd and right, token by token. */
final class JsonPoison {

  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"]*\"|-?[0-9.]+|true|false|null|[\\[\\]{}:,]");

  private static final List<String> ODD_VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "-1",
          "1.0",
          "1e1",
          "1.5",
          "4294967295",
          "4294967296",
          "2147483648",
          "1e99999999",
          "-1E-99999999",
          "1e999",
          "9".repeat(400),
          "9".repeat(3_000),
          "\"\"",
          "\"5\"",
          "\"1e3\"",
          "\"1e99999999\"",
          "\"n1\"",
          "\"nobody\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\ud83d\\ude00\"",
          "\"ü/名 %\"",
          "\"NaN\"",
          "NaN",
          "Infinity",
          "'n1'",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "{\"a\":1}",
          "\"" + "x".repeat(300) + "\"",
          "01",
          "1.",
          ".5",
          "+1",
          "0x10",
          "[".repeat(200) + "]".repeat(200),
          "[".repeat(9_000),
          "{\"a\":".repeat(50));

  private static final List<String> ODD_NAMES =
      List.of(
          "\"ops\"",
          "\"op\"",
          "\"graphId\"",
          "\"graph_id\"",
          "\"nodeId\"",
          "\"node_id\"",
          "\"putNode\"",
          "\"removeNode\"",
          "\"Ops\"",
          "\"attributes\"",
          "\"ones\"",
          "\"label\"",
          "\"binary\"",
          "\"real\"",
          "\"setValues\"",
          "\"surprise\"",
          "\"@type\"",
          "ops",
          "\"\"");

  private JsonPoison() {}

  static byte[] of(Dice dice, byte[] good) {
    String text = new String(good, UTF_8);
    text = once(dice, text);
    if (dice.onceIn(4)) {
      text = once(dice, text);
    }
    return switch (dice.below(40)) {
      case 0 -> text.getBytes(UTF_16);
      case 1 -> BinaryPoison.of(dice, text.getBytes(UTF_8));
      case 2 -> ("\ufeff" + text).getBytes(UTF_8);
      case 3 -> (" \r\n\t" + text + " \n").getBytes(UTF_8);
      default -> text.getBytes(UTF_8);
    };
  }

  private static String once(Dice dice, String text) {
    List<int[]> tokens = tokens(text);
    if (tokens.isEmpty()) {
      return dice.any(ODD_VALUES);
    }
    int[] token = dice.any(tokens);
    String found = text.substring(token[0], token[1]);
    String before = text.substring(0, token[0]);
    String after = text.substring(token[1]);
    return switch (dice.below(10)) {
      case 0 -> before + after;
      case 1 -> before + found + found + after;
      case 2 -> before;
      case 3 -> before + dice.any(ODD_NAMES) + after;
      case 4 ->
          before + dice.any(List.of(",", ":", "{", "}", "]", "//", "/**/", "\n")) + found + after;
      case 5 -> found.equals("{") ? before + "{\"surprise\":[1]," + after : before + after;
      case 6 -> found.equals("{") ? before + "{\"graphId\":\"\"," + after : before + found + after;
      default -> before + dice.any(ODD_VALUES) + after;
    };
  }

  private static List<int[]> tokens(String text) {
    List<int[]> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(new int[] {matcher.start(), matcher.end()});
    }
    return tokens;
  }
}
