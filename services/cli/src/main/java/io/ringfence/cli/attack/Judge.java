package io.ringfence.cli.attack;

import io.ringfence.certificates.ClopperPearson;
import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.certificates.VoteTally;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import io.ringfence.smoothing.Smoother;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges smoothed predictions by fresh noise.
 *
 * <p>A verdict looks at growing numbers of samples, {@value #FIRST_LOOK} first and four times as
 * many at each further look, and is given as soon as the votes prove one. Every look at every class
 * gets an equal part of the verdict's failure probability, for either side. Each judgement draws
 * noise of its own. Not thread-safe.
 */
final class Judge {
  static final int FIRST_LOOK = 100;
  private static final long SALT = 0x5DEECE66D1CE4E5BL;

  private final Smoother smoother;
  private final NoiseSchedule schedule;
  private final int samples;
  private final long seed;
  private long judgements;
  private long drawn;

  /**
   * @param samples most noisy graphs for one verdict
   */
  Judge(Smoother smoother, NoiseSchedule schedule, int samples, long seed) {
    this.smoother = smoother;
    this.schedule = schedule;
    this.samples = samples;
    this.seed = seed ^ SALT;
  }

  /**
   * What is claimed of a target.
   *
   * @param majority whether its class must keep more than half of the votes; else it must lead
   */
  record Claim(int target, int predicted, boolean majority) {}

  /**
   * Judges one prediction.
   *
   * @param failureProbability of a wrong verdict, at most
   */
  Verdict judge(Subgraph graph, Claim claim, double failureProbability) {
    return judge(graph, List.of(claim), failureProbability).get(0);
  }

  /**
   * Judges many predictions on one graph; noise is drawn until all are decided.
   *
   * @param failureProbability of a wrong verdict on a single one, at most
   */
  List<Verdict> judge(Subgraph graph, List<Claim> claims, double failureProbability) {
    long key = seed + 0x9E3779B97F4A7C15L * ++judgements;
    int looks = 1;
    for (int n = FIRST_LOOK; n < samples; n *= 4) {
      looks++;
    }
    List<Verdict> verdicts = List.of();
    List<VoteTally> votes = List.of();
    int done = 0;
    for (int look = 0; look < looks; look++) {
      int upTo = look == looks - 1 ? samples : (int) (FIRST_LOOK * Math.pow(4, look));
      votes = plus(votes, draw(graph, claims, new SampleRange(done, upTo - done), key));
      done = upTo;
      verdicts = verdicts(claims, votes, failureProbability / (2.0 * looks));
      if (!verdicts.contains(Verdict.UNDECIDED)) {
        break;
      }
    }
    return verdicts;
  }

  /** Votes on a graph from noise of their own. */
  List<VoteTally> votes(Subgraph graph, List<Integer> targets, int count) {
    long key = seed + 0x9E3779B97F4A7C15L * ++judgements;
    drawn += count;
    return smoother.smooth(
        new SmoothingTask(graph, schedule, targets, new SampleRange(0, count), key));
  }

  /** Noisy graphs drawn so far. */
  long drawn() {
    return drawn;
  }

  private List<VoteTally> draw(Subgraph graph, List<Claim> claims, SampleRange range, long key) {
    drawn += range.count();
    List<Integer> targets = claims.stream().map(Claim::target).toList();
    return smoother.smooth(new SmoothingTask(graph, schedule, targets, range, key));
  }

  private static List<VoteTally> plus(List<VoteTally> sum, List<VoteTally> more) {
    if (sum.isEmpty()) {
      return more;
    }
    List<VoteTally> total = new ArrayList<>();
    for (int i = 0; i < more.size(); i++) {
      total.add(sum.get(i).plus(more.get(i)));
    }
    return total;
  }

  private static List<Verdict> verdicts(
      List<Claim> claims, List<VoteTally> votes, double failureProbability) {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      verdicts.add(verdict(claims.get(i), votes.get(i), failureProbability));
    }
    return verdicts;
  }

  /**
   * @param failureProbability for either side of all classes together
   */
  static Verdict verdict(Claim claim, VoteTally votes, double failureProbability) {
    double each = failureProbability / votes.classes();
    long n = votes.samples();
    double lower = ClopperPearson.lower(votes.votes(claim.predicted()), n, each);
    double upper = ClopperPearson.upper(votes.votes(claim.predicted()), n, each);
    double rivalLower = 0;
    double rivalUpper = 0;
    for (int y = 0; y < votes.classes(); y++) {
      if (y != claim.predicted()) {
        rivalLower = Math.max(rivalLower, ClopperPearson.lower(votes.votes(y), n, each));
        rivalUpper = Math.max(rivalUpper, ClopperPearson.upper(votes.votes(y), n, each));
      }
    }
    if (rivalLower > upper || (claim.majority() && upper < 0.5)) {
      return Verdict.BROKEN;
    }
    return lower > 0.5 || (!claim.majority() && lower > rivalUpper)
        ? Verdict.HELD
        : Verdict.UNDECIDED;
  }
}
