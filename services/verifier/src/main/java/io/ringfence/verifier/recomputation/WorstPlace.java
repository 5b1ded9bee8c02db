package io.ringfence.verifier.recomputation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The worst way to spend a whole budget against a single node.
 *
 * <p>A bit at a level that another level imitates harms no more than at the other, so all splits of
 * the budget over those input regions are tried whose levels no other one imitates. Not
 * thread-safe.
 */
public final class WorstPlace {
  /** Most splits of one budget. */
  public static final long MOST_SPLITS = 5_000;

  private final Thresholds thresholds;
  private final VarianceWeights weights;
  private final Map<Case, Optional<List<Threshold>>> known = new HashMap<>();

  public WorstPlace(Schedule schedule) {
    thresholds = new Thresholds(schedule);
    weights = new VarianceWeights(schedule);
  }

  Thresholds thresholds() {
    return thresholds;
  }

  VarianceWeights weights() {
    return weights;
  }

  private record Case(int row, Displacement spent, int additions, int deletions, double rival) {}

  /**
   * @param region of the node
   * @param spent since its samples were drawn
   * @return empty if there are more than {@value #MOST_SPLITS} splits or too many atoms
   */
  public Optional<Standing> standing(
      int region, Displacement spent, double lowerBound, int additions, int deletions) {
    return standing(region, spent, Target.of(lowerBound), additions, deletions);
  }

  /** The same whatever is proven of the node. */
  public Optional<Standing> standing(
      int region, Displacement spent, Target target, int additions, int deletions) {
    double weight =
        weights.of(region, spent.copyOfAdditions(), spent.copyOfDeletions())
            + weights.worst(region, additions, deletions);
    if (target.outweighs(weight, -Threshold.NEARNESS)) {
      return Optional.of(Standing.KEPT);
    }
    boolean barely = target.outweighs(weight, 1e-13);
    return candidates(region, spent, additions, deletions, target.rivalOrHalf())
        .map(candidates -> standing(candidates, target))
        .map(standing -> barely && standing == Standing.LOST ? Standing.BARELY_KEPT : standing);
  }

  private static Standing standing(List<Threshold> candidates, Target target) {
    double lowerBound = target.lowerBound();
    if (!(lowerBound > target.rivalOrHalf())
        || !candidates.stream().allMatch(c -> c.isBelow(lowerBound))) {
      return Standing.LOST;
    }
    return candidates.stream().allMatch(c -> c.isFarBelow(lowerBound))
        ? Standing.KEPT
        : Standing.BARELY_KEPT;
  }

  /** How many of the targets do not keep their prediction if each is attacked by itself. */
  public Optional<FlipCount> flips(List<TargetGroup> groups, int additions, int deletions) {
    FlipCount sum = FlipCount.NONE;
    for (TargetGroup group : groups) {
      Optional<List<Threshold>> candidates =
          candidates(group.region(), group.spent(), additions, deletions, group.rival());
      if (candidates.isEmpty()) {
        return Optional.empty();
      }
      double weight =
          weights.of(
                  group.region(), group.spent().copyOfAdditions(), group.spent().copyOfDeletions())
              + weights.worst(group.region(), additions, deletions);
      FlipCount worst = FlipCount.NONE;
      for (Threshold candidate : candidates.get()) {
        worst = worst.orMore(group.flips(candidate, weight));
      }
      sum = sum.plus(worst);
    }
    return Optional.of(sum);
  }

  private Optional<List<Threshold>> candidates(
      int row, Displacement spent, int additions, int deletions, double rival) {
    return known.computeIfAbsent(new Case(row, spent, additions, deletions, rival), this::compute);
  }

  /** The thresholds that may be the largest, exactly seen. */
  private Optional<List<Threshold>> compute(Case of) {
    List<Integer> places = places(schedule().rows().get(of.row));
    if (splits(places.size(), of.additions) * splits(places.size(), of.deletions) > MOST_SPLITS) {
      return Optional.empty();
    }
    Splits splits = new Splits(of, places);
    splits.spend(0, of.additions, of.deletions);
    if (splits.tooManyAtoms) {
      return Optional.empty();
    }
    double worst = splits.found.stream().mapToDouble(Threshold::about).max().orElse(0);
    return Optional.of(
        splits.found.stream().filter(t -> t.about() >= worst - 2 * QuickThreshold.ERROR).toList());
  }

  /** One input region for every level that no other of the row imitates. */
  private static List<Integer> places(List<Level> row) {
    List<Integer> places = new ArrayList<>();
    for (int j = 0; j < row.size(); j++) {
      if (!isImitated(row, j)) {
        places.add(j);
      }
    }
    return places;
  }

  /** Of levels that imitate each other the first one stays. */
  private static boolean isImitated(List<Level> row, int j) {
    for (int i = 0; i < row.size(); i++) {
      boolean above = i != j && row.get(i).imitates(row.get(j));
      if (above && (i < j || !row.get(j).imitates(row.get(i)))) {
        return true;
      }
    }
    return false;
  }

  private static double splits(int places, int bits) {
    double count = 1;
    for (int i = 1; i < places; i++) {
      count *= (double) (bits + i) / i;
    }
    return count;
  }

  private Schedule schedule() {
    return thresholds.schedule();
  }

  private final class Splits {
    final int row;
    final double rival;
    final List<Integer> places;
    final int[] a;
    final int[] d;
    final List<Threshold> found = new ArrayList<>();
    boolean tooManyAtoms;

    Splits(Case of, List<Integer> places) {
      row = of.row;
      rival = of.rival;
      this.places = places;
      a = of.spent.copyOfAdditions();
      d = of.spent.copyOfDeletions();
    }

    void spend(int at, int additions, int deletions) {
      int j = places.get(at);
      boolean last = at == places.size() - 1;
      for (int x = last ? additions : 0; x <= additions; x++) {
        for (int y = last ? deletions : 0; y <= deletions; y++) {
          a[j] += x;
          d[j] += y;
          if (last) {
            evaluate();
          } else {
            spend(at + 1, additions - x, deletions - y);
          }
          a[j] -= x;
          d[j] -= y;
        }
      }
    }

    private void evaluate() {
      if (thresholds.atoms(row, a, d) > QuickThreshold.MOST_ATOMS) {
        tooManyAtoms = true;
      } else {
        found.add(thresholds.at(row, a, d, rival));
      }
    }
  }
}
