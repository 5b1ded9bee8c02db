package io.ringfence.certificates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is left of the certificates of one schedule after bits have changed since they were drawn.
 *
 * <p>How far a certificate has been displaced, its region and the net number of changed bits per
 * input region, is a state that many certificates share: a threshold q* is computed once per state
 * and radius, whoever asks for it.
 *
 * <p>Not thread-safe.
 */
public final class Displacements {

  private static final int MAX_STATES = 1 << 15;

  private final VoteCertificates certificates;
  private final int mostStates;
  private final List<Map<Perturbation, Displacement>> states;
  private int size;

  public Displacements(VoteCertificates certificates) {
    this(certificates, MAX_STATES);
  }

  /**
   * @param mostStates states beyond which all are forgotten
   */
  Displacements(VoteCertificates certificates, int mostStates) {
    this.certificates = certificates;
    this.mostStates = mostStates;
    states = new ArrayList<>();
    for (int c = 0; c < regions(); c++) {
      states.add(new HashMap<>());
    }
  }

  /** Number of input regions, and of output regions. */
  public int regions() {
    return certificates.schedule().regions();
  }

  VoteCertificates certificates() {
    return certificates;
  }

  /** Of a certificate that no change has reached since it was drawn. */
  public Displacement none(int region) {
    return of(region, Perturbation.none(regions()));
  }

  /**
   * @param region of the output
   * @param spent net bits changed per input region since the certificate was drawn
   */
  public Displacement of(int region, Perturbation spent) {
    Displacement known = states.get(region).get(spent);
    return known != null ? known : keep(new Displacement(certificates, region, spent));
  }

  private Displacement keep(Displacement state) {
    if (size >= mostStates) {
      states.forEach(Map::clear);
      size = 0;
    }
    states.get(state.region()).put(state.spent(), state);
    size++;
    return state;
  }
}
