package io.ringfence.verifier.recomputation;

import java.math.BigDecimal;
import java.math.BigInteger;
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

  static ExactThreshold of(List<Flips> flips) {
    List<Atom> atoms = List.of(new Atom(BigInteger.ONE, BigInteger.ONE));
    int bits = 0;
    for (Flips at : flips) {
      atoms = product(atoms, level(at));
      bits += at.additions() + at.deletions();
    }
    return fill(atoms, bits);
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

    boolean possible() {
      return original.signum() > 0;
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
        if (both.possible()) {
          product.add(both);
        }
      }
    }
    return product;
  }

  private static ExactThreshold fill(List<Atom> atoms, int bits) {
    List<Atom> sorted = new ArrayList<>(atoms);
    Collections.sort(sorted);
    BigInteger whole = BigInteger.ONE.shiftLeft(BITS * bits);
    BigInteger room = whole;
    BigInteger accepted = BigInteger.ZERO;
    for (Atom atom : sorted) {
      // room is in units of half a whole, so that one half is a whole number of them
      BigInteger needed = atom.perturbed.shiftLeft(1);
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
