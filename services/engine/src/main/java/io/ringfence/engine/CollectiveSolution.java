package io.ringfence.engine;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.certificates.CollectiveMethod;
import java.util.List;
import java.util.OptionalInt;

/**
 * One solution of the collective problem, and what updates have taken from it since.
 *
 * <p>It says that of the M nodes certified at its version s at most f(A, B) can flip under a budget
 * (A, B). Three ways lead from there to the graph as it is, and the best of them is published:
 *
 * <ul>
 *   <li><b>The updates are the adversary.</b> With (a, b) bits net changed since s whatever (A, B)
 *       reaches from here, (A+a, B+b) reaches from s. At least M - f(A+a, B+b) nodes keep their
 *       class, less those that lost their certificate.
 *   <li><b>The updates were elsewhere.</b> A node that no change has reached since s predicts what
 *       it would predict had the adversary begun at s with the same bits. At least M - f(A, B) less
 *       those that lost their certificate or were reached.
 *   <li><b>One by one.</b> Of a budget of one kind the radii of all present certificates say how
 *       many nodes withstand it each by itself.
 * </ul>
 *
 * <p>Changes of structure need no term of their own: who sees one loses its certificate.
 */
final class CollectiveSolution {

  private final long round;
  private final long version;
  private List<CollectiveCertificate> certificates = List.of();
  private int lost;
  private int lostOrReached;
  private int additions;
  private int deletions;

  CollectiveSolution(long round, long version) {
    this.round = round;
    this.version = version;
  }

  long round() {
    return round;
  }

  long version() {
    return version;
  }

  void solve(List<CollectiveCertificate> found) {
    certificates = List.copyOf(found);
  }

  void lose(NodeEntry certified) {
    if (isMember(certified)) {
      lost++;
      if (!wasReached(certified)) {
        lostOrReached++;
      }
    }
  }

  void reach(NodeEntry certified) {
    if (isMember(certified) && !wasReached(certified)) {
      lostOrReached++;
    }
  }

  private boolean isMember(NodeEntry certified) {
    return certified.certifiedIn() <= round;
  }

  private boolean wasReached(NodeEntry certified) {
    return certified.reachedAt() > version;
  }

  void flip(long[] before, boolean toOne) {
    boolean refund = NodeFlips.oddAfter(before, version);
    if (toOne) {
      if (refund) {
        deletions--;
      } else {
        additions++;
      }
    } else if (refund) {
      additions--;
    } else {
      deletions++;
    }
  }

  List<CollectiveCell> cells(int targets, RadiiCounts radii) {
    return certificates.stream().map(c -> cell(c, targets, radii)).toList();
  }

  private CollectiveCell cell(CollectiveCertificate own, int targets, RadiiCounts radii) {
    int certified = own.certified() - lostOrReached;
    int naive = own.naive() - lostOrReached;
    CollectiveMethod method = own.method();
    AttackBudget moved = moved(own.budget());
    for (CollectiveCertificate other : certificates) {
      if (other.budget().covers(moved)) {
        naive = Math.max(naive, other.naive() - lost);
        if (other.certified() - lost > certified) {
          certified = other.certified() - lost;
          method = other.budget().equals(own.budget()) ? own.method() : asBound(other.method());
        }
      }
    }
    OptionalInt oneByOne = radii.withstanding(own.budget());
    naive = Math.max(0, Math.max(naive, oneByOne.orElse(0)));
    if (naive > certified) {
      certified = naive;
      method = CollectiveMethod.NAIVE;
    }
    return new CollectiveCell(own.budget(), targets, certified, naive, method);
  }

  private AttackBudget moved(AttackBudget budget) {
    return budget instanceof Budget bits
        ? new Budget(bits.additions() + additions, bits.deletions() + deletions)
        : budget;
  }

  /** The optimum of a larger budget is only a bound for a smaller one. */
  private static CollectiveMethod asBound(CollectiveMethod method) {
    return method == CollectiveMethod.EXACT ? CollectiveMethod.EXACT_BOUND : method;
  }
}
