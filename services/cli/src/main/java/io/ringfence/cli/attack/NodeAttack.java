package io.ringfence.cli.attack;

import io.ringfence.graph.Subgraph;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Attacks one certificate with flips of one kind: inside its radius by chosen and by random bits,
 * then outside by more and more chosen bits until the prediction falls.
 */
final class NodeAttack {
  private final Subgraph graph;
  private final FlipChoice choice;
  private final Judge judge;
  private final double perVerdict;
  private final int cap;

  /**
   * @param perVerdict failure probability of one verdict
   * @param cap most flips that are tried
   */
  NodeAttack(Subgraph graph, FlipChoice choice, Judge judge, double perVerdict, int cap) {
    this.graph = graph;
    this.choice = choice;
    this.judge = judge;
    this.perVerdict = perVerdict;
    this.cap = cap;
  }

  /**
   * @param greedy verdict on chosen bits inside the radius; empty list of flips where it is 0
   * @param random verdict on random bits inside the radius
   * @param fellAt fewest flips tried at which the prediction fell; empty up to the cap
   * @param breaking the flips inside the radius that broke the certificate, else none
   */
  record Outcome(
      Certificate certificate,
      Flip.Kind kind,
      int radius,
      Verdict greedy,
      Verdict random,
      OptionalInt fellAt,
      List<Flip> breaking) {
    boolean broken() {
      return !breaking.isEmpty();
    }
  }

  Outcome run(Certificate certificate, int rival, Flip.Kind kind) {
    int radius = certificate.radius(kind);
    FlipChoice.Aim aim =
        new FlipChoice.Aim(certificate.index(), certificate.predictedClass(), rival, 1);
    List<Flip> chosen = choice.against(aim, kind, Math.max(cap, radius));
    List<Flip> inside = chosen.subList(0, Math.min(radius, chosen.size()));
    List<Flip> random = choice.random(certificate.index(), kind, radius);
    Verdict greedy = inside.isEmpty() ? Verdict.HELD : judge(certificate, inside);
    Verdict control = random.isEmpty() ? Verdict.HELD : judge(certificate, random);
    List<Flip> breaking =
        greedy == Verdict.BROKEN ? inside : control == Verdict.BROKEN ? random : List.of();
    return new Outcome(
        certificate,
        kind,
        radius,
        greedy,
        control,
        breaking.isEmpty() ? outside(certificate, chosen, radius) : OptionalInt.of(breaking.size()),
        breaking);
  }

  private OptionalInt outside(Certificate certificate, List<Flip> chosen, int radius) {
    for (int flips : sizes(radius, Math.min(cap, chosen.size()))) {
      if (judge(certificate, chosen.subList(0, flips)) == Verdict.BROKEN) {
        return OptionalInt.of(flips);
      }
    }
    return OptionalInt.empty();
  }

  /** Radius + 1, radius + 2, then twice the flips each time, up to the cap. */
  static List<Integer> sizes(int radius, int cap) {
    List<Integer> sizes = new ArrayList<>();
    for (int flips = radius + 1; flips <= cap; flips = flips < radius + 2 ? flips + 1 : 2 * flips) {
      sizes.add(flips);
    }
    return sizes;
  }

  private Verdict judge(Certificate certificate, List<Flip> flips) {
    return judge.judge(Tampering.apply(graph, flips), certificate.claim(), perVerdict);
  }
}
