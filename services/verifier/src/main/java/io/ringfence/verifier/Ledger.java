package io.ringfence.verifier;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects outcomes. Not thread-safe. */
final class Ledger {
  static final int MOST_FINDINGS = 1000;

  private final Map<Check, Entry> entries = new EnumMap<>(Check.class);
  private final List<Finding> findings = new ArrayList<>();

  private static final class Entry {
    long checked;
    long failed;
    final Map<String, Long> gaps = new TreeMap<>();
    final Map<String, Long> given = new TreeMap<>();
  }

  /** It was recomputed and may be right or wrong. */
  void judge(
      Check check, boolean right, String where, String field, Object written, Object recomputed) {
    Entry entry = entry(check);
    entry.checked++;
    if (!right) {
      entry.failed++;
      if (findings.size() < MOST_FINDINGS) {
        findings.add(
            new Finding(check, where, field, String.valueOf(written), String.valueOf(recomputed)));
      }
    }
  }

  /** It cannot be recomputed. */
  void gap(Check check, String reason) {
    entry(check).gaps.merge(reason, 1L, Long::sum);
  }

  /** It does not follow from the records; what else is rechecked relies on it. */
  void given(Check check, String field) {
    entry(check).given.merge(field, 1L, Long::sum);
  }

  Verification verification() {
    return new Verification(
        entries.entrySet().stream()
            .map(
                e ->
                    new Tally(
                        e.getKey(),
                        e.getValue().checked,
                        e.getValue().failed,
                        e.getValue().gaps,
                        e.getValue().given))
            .toList(),
        findings);
  }

  private Entry entry(Check check) {
    return entries.computeIfAbsent(check, c -> new Entry());
  }
}
