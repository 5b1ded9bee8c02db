package io.ringfence.graph;

import java.util.AbstractList;
import java.util.Collection;
import java.util.RandomAccess;

/** Ordinals of nodes, without a box for each. Immutable. */
public final class Ordinals extends AbstractList<Long> implements RandomAccess {

  private static final Ordinals NONE = new Ordinals(new long[0]);

  private final long[] values;

  private Ordinals(long[] values) {
    this.values = values;
  }

  /** Of a list of any kind. */
  public static Ordinals copyOf(Collection<Long> ordinals) {
    return ordinals instanceof Ordinals known
        ? known
        : new Ordinals(ordinals.stream().mapToLong(Long::longValue).toArray());
  }

  public static Ordinals none() {
    return NONE;
  }

  /** Owns the array from here on. */
  static Ordinals owning(long[] values) {
    return values.length == 0 ? NONE : new Ordinals(values);
  }

  /** The ordinal at a position. */
  public long at(int position) {
    return values[position];
  }

  @Override
  public Long get(int position) {
    return values[position];
  }

  @Override
  public int size() {
    return values.length;
  }
}
