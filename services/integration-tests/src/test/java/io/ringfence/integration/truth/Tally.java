package io.ringfence.integration.truth;

import java.util.ArrayList;
import java.util.List;

/** What was looked at and what was found. */
final class Tally {
  int streams;
  int transactions;
  int batches;
  long records;
  long displaced;
  long cells;
  int letters;
  int epochs;
  private final List<Violation> violations = new ArrayList<>();

  void violate(Violation.Kind kind, String format, Object... args) {
    violations.add(new Violation(kind, format.formatted(args)));
  }

  List<Violation> violations() {
    return violations;
  }

  long untrue() {
    return violations.stream().filter(v -> v.kind() == Violation.Kind.UNTRUE).count();
  }

  void add(Tally other) {
    streams += other.streams;
    transactions += other.transactions;
    batches += other.batches;
    records += other.records;
    displaced += other.displaced;
    cells += other.cells;
    letters += other.letters;
    epochs += other.epochs;
    violations.addAll(other.violations);
  }

  String line() {
    return "%d streams, %d transactions (%d with several updates of one graph), %d epochs, %d dead letters: %d records that said CERTIFIED checked, %d of them displaced, %d collective numbers above zero; violations %d"
        .formatted(
            streams,
            transactions,
            batches,
            epochs,
            letters,
            records,
            displaced,
            cells,
            violations.size());
  }
}
