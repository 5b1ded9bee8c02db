package io.ringfence.monitor.rules;

import java.util.Optional;

/** Which subject a node belongs to. */
final class Subjects {

  private Subjects() {}

  /** Empty if it belongs to none: a node without a label, or before the first epoch. */
  static Optional<String> of(Scope scope, Word word) {
    return switch (scope) {
      case NODE -> Optional.of(word.nodeId());
      case REGION -> number(word.region());
      case LABEL -> number(word.label());
      case GRAPH -> Optional.of("");
    };
  }

  private static Optional<String> number(int number) {
    return number < 0 ? Optional.empty() : Optional.of(Integer.toString(number));
  }
}
