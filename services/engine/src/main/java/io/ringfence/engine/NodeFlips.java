package io.ringfence.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The graph versions at which the bits of one node were turned over, by bit in ascending order. */
final class NodeFlips {

  private static final long[] NEVER = {};
  private static final int COMPACTION_FLOOR = 16;

  private int[] bits = {};
  private long[][] versions = {};
  private int count;
  private int size;
  private int compactAbove = COMPACTION_FLOOR;

  static NodeFlips of(FlipHistory history) {
    NodeFlips flips = new NodeFlips();
    for (FlipHistory.Flips bit : history.flips()) {
      flips.put(
          bit.attribute(), bit.versions().stream().mapToLong(Long::longValue).sorted().toArray());
    }
    return flips;
  }

  FlipHistory history(long ordinal) {
    List<FlipHistory.Flips> histories = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      histories.add(new FlipHistory.Flips(bits[i], boxed(versions[i])));
    }
    return new FlipHistory(ordinal, histories);
  }

  private static List<Long> boxed(long[] versions) {
    Long[] boxes = new Long[versions.length];
    Arrays.setAll(boxes, k -> versions[k]);
    return List.of(boxes);
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** How many bits are known. */
  int count() {
    return count;
  }

  /** A bit by its position, in ascending order. */
  int bit(int position) {
    return bits[position];
  }

  /** Versions at which a bit was turned over, ascending; not to be changed. */
  long[] versions(int bit) {
    int position = Arrays.binarySearch(bits, 0, count, bit);
    return position < 0 ? NEVER : versions[position];
  }

  /** Whether a bit has been turned over an odd number of times after a version. */
  static boolean oddAfter(long[] versions, long version) {
    int at = versions.length;
    while (at > 0 && versions[at - 1] > version) {
      at--;
    }
    return (versions.length - at) % 2 == 1;
  }

  void add(int bit, long version) {
    long[] before = versions(bit);
    long[] after = Arrays.copyOf(before, before.length + 1);
    after[before.length] = version;
    put(bit, after);
  }

  private void put(int bit, long[] at) {
    int position = Arrays.binarySearch(bits, 0, count, bit);
    if (position >= 0) {
      size += at.length - versions[position].length;
      versions[position] = at;
      return;
    }
    int place = -position - 1;
    if (count == bits.length) {
      int room = count + (count >> 1) + 2;
      bits = Arrays.copyOf(bits, room);
      versions = Arrays.copyOf(versions, room);
    }
    System.arraycopy(bits, place, bits, place + 1, count - place);
    System.arraycopy(versions, place, versions, place + 1, count - place);
    bits[place] = bit;
    versions[place] = at;
    count++;
    size += at.length;
  }

  boolean wantsCompaction() {
    return size > compactAbove;
  }

  /**
   * Forgets flips that no one can tell from their absence: those that nobody asks beyond, and two
   * of one bit in a row between which nobody asks. Cost: the flips and the logarithm of {@code
   * asked} for each.
   *
   * @param asked versions after which parities may be asked for, ascending
   */
  void compact(long[] asked) {
    int kept = 0;
    size = 0;
    for (int i = 0; i < count; i++) {
      long[] at = compacted(versions[i], asked);
      if (at.length > 0) {
        bits[kept] = bits[i];
        versions[kept++] = at;
        size += at.length;
      }
    }
    Arrays.fill(versions, kept, count, NEVER);
    count = kept;
    compactAbove = Math.max(COMPACTION_FLOOR, 2 * size);
  }

  private static long[] compacted(long[] at, long[] asked) {
    long[] kept = new long[at.length];
    int count = 0;
    for (long version : at) {
      boolean beyondAll = asked.length == 0 || version <= asked[0];
      if (beyondAll) {
        continue;
      }
      if (count > 0 && !anyWithin(asked, kept[count - 1], version)) {
        count--;
      } else {
        kept[count++] = version;
      }
    }
    return count == at.length ? at : Arrays.copyOf(kept, count);
  }

  /** Whether one of the sorted values lies in [from, to). */
  private static boolean anyWithin(long[] sorted, long from, long to) {
    int position = Arrays.binarySearch(sorted, from);
    int first = position < 0 ? -position - 1 : position;
    return first < sorted.length && sorted[first] < to;
  }
}
