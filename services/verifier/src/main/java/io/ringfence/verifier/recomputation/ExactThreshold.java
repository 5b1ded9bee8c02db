package io.ringfence.verifier.recomputation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * q*, the largest vote probability on the graph as it is of any test that accepts the perturbed
 * graph with probability at most one half; as a fraction, without any rounding.
 *
 * <p>Changed bits are folded in one at a time. A bit has two readings; let the "marked" one be
 * "one" for an addition and "zero" for a deletion. Marking one more bit of a level multiplies the
 * likelihood ratio by p⁺p⁻/((1-p⁺)(1-p⁻)) whichever kind the bit is of, so bits of a level are told
 * apart by the number of marks only. Masses are whole multiples of 2<sup>-32·bits</sup>. The atoms
 * of all levels together are accepted in the order of their ratio until half of the perturbed mass
 * is used up (Neyman and Pearson), the last in part.
 *
 * @param numerator over {@code denominator}
 * @param denominator above 0
 */
record ExactThreshold(BigInteger numerator, BigInteger denominator) {
  private static final int BITS = 32;

  private static final ExactThreshold HALF = new ExactThreshold(BigInteger.ONE, BigInteger.TWO);

  static ExactThreshold of(List<Flips> flips) {
    return fill(atoms(flips), bits(flips), HALF);
  }

  /**
   * The same where no rival has more than {@code rival} on the graph as it is: on the perturbed one
   * none has more than τ, what any test accepts of it that accepts at most {@code rival} of the
   * graph as it is. The class must keep more than τ or one half, whichever is less.
   *
   * @param rival in [0, 1]
   */
  static ExactThreshold plurality(List<Flips> flips, BigDecimal rival) {
    List<Atom> atoms = atoms(flips);
    int bits = bits(flips);
    List<Atom> swapped = atoms.stream().map(a -> new Atom(a.perturbed, a.original)).toList();
    ExactThreshold reached = fill(swapped, bits, of(rival));
    return fill(atoms, bits, reached.compareTo(HALF) < 0 ? reached : HALF);
  }

  private static ExactThreshold of(BigDecimal fraction) {
    BigDecimal whole = fraction.setScale(Math.max(0, fraction.scale()));
    return new ExactThreshold(whole.unscaledValue(), BigInteger.TEN.pow(whole.scale()));
  }

  private int compareTo(ExactThreshold other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /** The nearest floating-point number, about. */
  double about() {
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator), MathContext.DECIMAL64)
        .doubleValue();
  }

  private static List<Atom> atoms(List<Flips> flips) {
    List<Atom> atoms = List.of(new Atom(BigInteger.ONE, BigInteger.ONE));
    for (Flips at : flips) {
      atoms = product(atoms, level(at));
    }
    return atoms;
  }

  private static int bits(List<Flips> flips) {
    return flips.stream().mapToInt(at -> at.additions() + at.deletions()).sum();
  }

  /** Whether a node with this lower bound keeps its prediction. */
  boolean isBelow(BigDecimal lowerBound) {
    return lowerBound.multiply(new BigDecimal(denominator)).compareTo(new BigDecimal(numerator))
        > 0;
  }

  private record Atom(BigInteger original, BigInteger perturbed) implements Comparable<Atom> {
    Atom times(Atom other) {
      return new Atom(original.multiply(other.original), perturbed.multiply(other.perturbed));
    }

    /** Largest ratio of original to perturbed first. */
    @Override
    public int compareTo(Atom other) {
      return other.original.multiply(perturbed).compareTo(original.multiply(other.perturbed));
    }
  }

  private static List<Atom> level(Flips flips) {
    long zeroToOne = flips.level().addition();
    long oneToZero = flips.level().deletion();
    List<Atom> atoms = List.of(new Atom(BigInteger.ONE, BigInteger.ONE));
    for (int i = 0; i < flips.additions(); i++) {
      atoms = folded(atoms, zeroToOne, Level.ONE - oneToZero);
    }
    for (int i = 0; i < flips.deletions(); i++) {
      atoms = folded(atoms, oneToZero, Level.ONE - zeroToOne);
    }
    return atoms;
  }

  /**
   * One more bit, which is marked with probability {@code original} on the graph as it is and
   * {@code perturbed} on the other, in units of 2<sup>-32</sup>.
   */
  private static List<Atom> folded(List<Atom> atoms, long original, long perturbed) {
    List<Atom> next = new ArrayList<>(atoms.size() + 1);
    BigInteger p = BigInteger.valueOf(original);
    BigInteger q = BigInteger.valueOf(perturbed);
    BigInteger notP = BigInteger.valueOf(Level.ONE - original);
    BigInteger notQ = BigInteger.valueOf(Level.ONE - perturbed);
    for (int marks = 0; marks <= atoms.size(); marks++) {
      BigInteger x = BigInteger.ZERO;
      BigInteger y = BigInteger.ZERO;
      if (marks < atoms.size()) {
        x = x.add(atoms.get(marks).original.multiply(notP));
        y = y.add(atoms.get(marks).perturbed.multiply(notQ));
      }
      if (marks > 0) {
        x = x.add(atoms.get(marks - 1).original.multiply(p));
        y = y.add(atoms.get(marks - 1).perturbed.multiply(q));
      }
      next.add(new Atom(x, y));
    }
    return next;
  }

  private static List<Atom> product(List<Atom> left, List<Atom> right) {
    List<Atom> product = new ArrayList<>(left.size() * right.size());
    for (Atom one : left) {
      for (Atom other : right) {
        Atom both = one.times(other);
        product.add(both);
      }
    }
    return product;
  }

  /** What is accepted of the original until {@code share} of the perturbed is used up. */
  private static ExactThreshold fill(List<Atom> atoms, int bits, ExactThreshold share) {
    List<Atom> sorted =
        new ArrayList<>(atoms.stream().filter(atom -> atom.original.signum() > 0).toList());
    Collections.sort(sorted);
    BigInteger whole = BigInteger.ONE.shiftLeft(BITS * bits);
    // in units of a whole over the denominator, so that the share is a whole number of them
    BigInteger room = whole.multiply(share.numerator);
    BigInteger accepted = BigInteger.ZERO;
    for (Atom atom : sorted) {
      BigInteger needed = atom.perturbed.multiply(share.denominator);
      if (needed.compareTo(room) > 0) {
        return new ExactThreshold(
            accepted.multiply(needed).add(atom.original.multiply(room)), whole.multiply(needed));
      }
      room = room.subtract(needed);
      accepted = accepted.add(atom.original);
    }
    return new ExactThreshold(accepted, whole);
  }
}
