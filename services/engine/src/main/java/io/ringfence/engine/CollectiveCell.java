package io.ringfence.engine;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.CollectiveMethod;

/**
 * The collective certificate at one budget: of {@code targets} predictions at least {@code
 * certified} stay, whatever one adversary with this budget does.
 *
 * @param targets all nodes of the graph, settled or not
 * @param naive what follows when every node is judged as if the whole budget were spent on it
 * @param method the proof that gave {@code certified}
 */
public record CollectiveCell(
    AttackBudget budget, int targets, int certified, int naive, CollectiveMethod method) {}
