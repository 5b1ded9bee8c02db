package io.ringfence.cli.report;

import java.util.List;
import java.util.stream.Collectors;

/** A command line as it can be typed into a POSIX shell. */
final class CommandText {
  private CommandText() {}

  static String of(List<String> arguments) {
    return arguments.stream()
        .map(CommandText::quoted)
        .collect(Collectors.joining(" ", "ringfence ", ""));
  }

  private static String quoted(String argument) {
    return argument.matches("[\\w@%+=:,./-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
