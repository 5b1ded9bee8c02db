package io.ringfence.stream;

import io.ringfence.engine.CertificationSettings;
import io.ringfence.engine.EpochPlanner;
import io.ringfence.engine.GraphSession;
import io.ringfence.engine.MasterSeed;
import io.ringfence.engine.RestoredGraph;

/** Makes the sessions of a deployment. */
public record SessionFactory(
    CertificationSettings settings, EpochPlanner planner, MasterSeed seed) {

  GraphSession empty(String graphId) {
    return GraphSession.empty(graphId, settings, planner, seed);
  }

  GraphSession restore(String graphId, RestoredGraph restored) {
    try {
      return GraphSession.restore(graphId, settings, planner, seed, restored);
    } catch (IllegalArgumentException e) {
      throw new StreamException(
          "Graph '%s' cannot be restored with these settings (%s); start with the model that it was written for, or with new topics and a new group."
              .formatted(graphId, Causes.line(e)),
          e);
    }
  }
}
