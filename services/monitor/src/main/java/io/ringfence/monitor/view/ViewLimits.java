package io.ringfence.monitor.view;

/**
 * What is kept at most.
 *
 * @param nodeHistory earlier words per node
 * @param historyPoints points over time, per graph and spacing
 * @param alerts alerts that have ended
 */
public record ViewLimits(int nodeHistory, int historyPoints, int alerts) {}
