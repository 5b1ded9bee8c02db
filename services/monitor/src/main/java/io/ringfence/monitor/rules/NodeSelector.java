package io.ringfence.monitor.rules;

import java.util.Set;

/**
 * Which nodes a rule is about: those that pass every criterion; an empty set is none. The class is
 * that of the last settled word, the degree the one at the last word.
 *
 * @param degreeMin 0 is none
 * @param degreeMax {@link Integer#MAX_VALUE} is none
 */
public record NodeSelector(
    Set<String> ids,
    Set<Integer> labels,
    Set<Integer> classes,
    Set<Integer> regions,
    int degreeMin,
    int degreeMax) {

  /** All nodes. */
  public static final NodeSelector ALL =
      new NodeSelector(Set.of(), Set.of(), Set.of(), Set.of(), 0, Integer.MAX_VALUE);

  public NodeSelector {
    ids = Set.copyOf(ids);
    labels = Set.copyOf(labels);
    classes = Set.copyOf(classes);
    regions = Set.copyOf(regions);
  }

  boolean selects(Word word) {
    return (ids.isEmpty() || ids.contains(word.nodeId()))
        && passes(labels, word.label())
        && passes(classes, word.predictedClass())
        && passes(regions, word.region())
        && word.degree() >= degreeMin
        && word.degree() <= degreeMax;
  }

  private static boolean passes(Set<Integer> wanted, int value) {
    return wanted.isEmpty() || (value >= 0 && wanted.contains(value));
  }
}
