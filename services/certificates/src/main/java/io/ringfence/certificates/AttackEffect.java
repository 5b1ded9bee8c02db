package io.ringfence.certificates;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many targets fall under counts per column, exactly or with a part of the counts placed only
 * roughly.
 *
 * <p>A target of a group falls iff its lower bound is at most the threshold of the counts in the
 * group's row and its distance, where it has one, at most their weight in the order-2 forward row.
 *
 * <p><b>Roughly placed.</b> With the first columns decided, each group has one open column that
 * matters most to it, its <i>focus</i>. Counts in the focus are taken at its level, all other open
 * counts at a level that dominates those of the other open columns (see {@link BinaryChannel}), or
 * at their largest weight. So what falls is bounded from above as a function of the counts in the
 * focus alone. With at most two columns open nothing is rough. Not thread-safe.
 */
final class AttackEffect {

  private static final double EPSILON = Math.ulp(1.0);

  private final VoteCertificates votes;
  private final LinearCertificates linear;
  private final List<TargetGroup> groups;
  private final AttackColumns columns;
  private final int[][] channel;
  private final int[][] focus;
  private final int[][] above;
  private final boolean[][] monotone;
  private final long[][] spent;
  private final double[] spentWeight;
  private final long[] scratch;

  AttackEffect(VoteCertificates votes, CollectiveTargets targets, AttackColumns unordered) {
    this.votes = votes;
    linear = votes.linear();
    groups = targets.groups();
    scratch = new long[votes.schedule().regions() + unordered.size() + 2];
    spent = new long[groups.size()][];
    spentWeight = new double[groups.size()];
    for (int g = 0; g < spent.length; g++) {
      TargetGroup group = groups.get(g);
      spent[g] = Arrays.copyOf(scratch, votes.collect(group.region(), group.spent(), scratch));
      spentWeight[g] = linear.cost(LinearRow.VARIANCE, group.region(), group.spent());
    }
    int[][] harm = harm(unordered);
    columns = unordered.ordered(c -> Arrays.stream(harm[unordered.indexOf(c)]).sum());
    int[] from =
        IntStream.range(0, columns.size()).map(i -> unordered.indexOf(columns.get(i))).toArray();
    channel = new int[groups.size()][columns.size()];
    focus = new int[groups.size()][columns.size()];
    above = new int[groups.size()][columns.size()];
    monotone = new boolean[groups.size()][columns.size()];
    for (int g = 0; g < groups.size(); g++) {
      int row = groups.get(g).region();
      for (int i = columns.size() - 1; i >= 0; i--) {
        channel[g][i] = votes.channel(row, columns.get(i).region());
        boolean more = i == columns.size() - 1 || harm[from[i]][g] > harm[from[focus[g][i + 1]]][g];
        focus[g][i] = more ? i : focus[g][i + 1];
        boolean[] others = new boolean[votes.schedule().regions()];
        for (int k = i; k < columns.size(); k++) {
          others[columns.get(k).region()] = k != focus[g][i];
        }
        above[g][i] = votes.above(row, others);
        monotone[g][i] = votes.dominates(channel[g][focus[g][i]], above[g][i]);
      }
    }
  }

  /** harm[column][group]: what falls if all that a column holds is spent there. */
  private int[][] harm(AttackColumns unordered) {
    int[][] harm = new int[unordered.size()][groups.size()];
    for (int i = 0; i < harm.length; i++) {
      AttackColumns.Column column = unordered.get(i);
      for (int g = 0; g < groups.size(); g++) {
        int size = start(g);
        int c = votes.channel(groups.get(g).region(), column.region());
        size = append(size, c, column.zeros(), column.ones());
        harm[i][g] = groups.get(g).attacked(threshold(g, size));
      }
    }
    return harm;
  }

  /** The columns in the order of branching: most harmful first. */
  AttackColumns columns() {
    return columns;
  }

  int groups() {
    return groups.size();
  }

  int size(int group) {
    return groups.get(group).size();
  }

  /** The open column that matters most to a group when those before {@code depth} are decided. */
  int focus(int group, int depth) {
    return focus[group][depth];
  }

  /** Whether more in the focus instead of elsewhere never spares a target, but for rounding. */
  boolean monotone(int group, int depth) {
    return monotone[group][depth] && !groups.get(group).hasDistances();
  }

  /** What falls under counts in all columns. */
  int attacked(int[] additions, int[] deletions) {
    int total = 0;
    for (int g = 0; g < groups.size(); g++) {
      int size = decided(g, additions, deletions, columns.size());
      total += count(g, size, weight(g, additions, deletions, columns.size()));
    }
    return total;
  }

  /**
   * What falls at most in one group.
   *
   * @param depth columns before it are decided
   * @param additions in decided columns
   * @param deletions in decided columns
   * @param focused counts in the focus
   * @param others counts in the other open columns
   */
  int attacked(
      int group, int depth, int[] additions, int[] deletions, Budget focused, Budget others) {
    int size = decided(group, additions, deletions, depth);
    int at = focus[group][depth];
    size = append(size, channel[group][at], focused.additions(), focused.deletions());
    size = append(size, above[group][depth], others.additions(), others.deletions());
    double weight = 0;
    if (groups.get(group).hasDistances()) {
      weight = weight(group, additions, deletions, depth);
      weight += times(focused.additions(), addition(group, at));
      weight += times(focused.deletions(), deletion(group, at));
      double mostA = 0;
      double mostD = 0;
      for (int i = depth; i < columns.size(); i++) {
        mostA = i == at ? mostA : Math.max(mostA, addition(group, i));
        mostD = i == at ? mostD : Math.max(mostD, deletion(group, i));
      }
      weight += times(others.additions(), mostA) + times(others.deletions(), mostD);
    }
    return count(group, size, weight);
  }

  private int count(int group, int size, double weight) {
    TargetGroup targets = groups.get(group);
    double outward = weight * (1 + (4 * columns.size() + 8) * EPSILON);
    return targets.attacked(threshold(group, size), outward);
  }

  private double threshold(int group, int size) {
    return votes.thresholdOf(scratch, size, groups.get(group).rival());
  }

  private int decided(int group, int[] additions, int[] deletions, int depth) {
    int size = start(group);
    for (int i = 0; i < depth; i++) {
      size = append(size, channel[group][i], additions[i], deletions[i]);
    }
    return size;
  }

  private int start(int group) {
    System.arraycopy(spent[group], 0, scratch, 0, spent[group].length);
    return spent[group].length;
  }

  private int append(int size, int level, int additions, int deletions) {
    if (level < 0 || (additions == 0 && deletions == 0)) {
      return size;
    }
    scratch[size] = ChannelCounts.entry(level, additions, deletions);
    return size + 1;
  }

  private double weight(int group, int[] additions, int[] deletions, int depth) {
    double weight = spentWeight[group];
    for (int i = 0; i < depth && groups.get(group).hasDistances(); i++) {
      weight += times(additions[i], addition(group, i));
      weight += times(deletions[i], deletion(group, i));
    }
    return weight;
  }

  private double addition(int group, int column) {
    return linear.additionWeight(
        LinearRow.VARIANCE, groups.get(group).region(), columns.get(column).region());
  }

  private double deletion(int group, int column) {
    return linear.deletionWeight(
        LinearRow.VARIANCE, groups.get(group).region(), columns.get(column).region());
  }

  /** Nothing times an infinite weight is nothing. */
  private static double times(int count, double weight) {
    return count == 0 ? 0 : count * weight;
  }
}
