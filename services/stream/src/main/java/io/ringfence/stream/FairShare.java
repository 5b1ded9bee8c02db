package io.ringfence.stream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Shares work between contenders by start-time fair queueing: the next piece goes to the one that
 * has been given least so far. Who comes back after a rest begins where the others are, so that
 * rest gives no claim. However busy one of n contenders is, any other gets a piece after at most
 * one piece of each, and over time an n-th of the work.
 *
 * <p>P. Goyal, H. Vin, H. Cheng, Start-time fair queueing, SIGCOMM 1996, with equal weights.
 */
final class FairShare<T> {

  private final Map<T, Long> given = new IdentityHashMap<>();
  private long now;

  /**
   * Gives out pieces of work while there are some.
   *
   * @param contenders in the order in which equals are served
   * @param pieces how many at most
   * @param next begins the next piece of a contender and tells its size; 0 if there is none
   * @return how many pieces were begun
   */
  int give(Collection<T> contenders, int pieces, ToLongFunction<T> next) {
    given.keySet().removeIf(known -> contenders.stream().noneMatch(c -> c == known));
    List<T> hungry = new ArrayList<>(contenders);
    int begun = 0;
    while (begun < pieces && !hungry.isEmpty()) {
      T least = least(hungry);
      long size = next.applyAsLong(least);
      if (size == 0) {
        hungry.removeIf(contender -> contender == least);
      } else {
        now = given(least);
        given.put(least, now + size);
        begun++;
      }
    }
    return begun;
  }

  private long given(T contender) {
    return Math.max(now, given.getOrDefault(contender, 0L));
  }

  private T least(List<T> hungry) {
    T least = hungry.get(0);
    for (T contender : hungry) {
      if (given(contender) < given(least)) {
        least = contender;
      }
    }
    return least;
  }
}
