package io.ringfence.engine;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Entries by ordinal. Ordinals rise and are never given again, so pages of them fill up and empty
 * out in about that order: finding an entry costs two array accesses, and the space is that of the
 * pages that hold one, with a pointer for each page below the largest ordinal.
 */
final class EntryPages {

  private static final int BITS = 8;
  private static final int SIZE = 1 << BITS;
  private static final Page EMPTY = new Page(new NodeEntry[0]);

  private Page[] pages = {};

  private static final class Page {
    private final @Nullable NodeEntry[] entries;
    private int count;

    Page(@Nullable NodeEntry[] entries) {
      this.entries = entries;
    }
  }

  @Nullable NodeEntry find(long ordinal) {
    int page = (int) (ordinal >> BITS);
    if (page >= pages.length) {
      return null;
    }
    @Nullable NodeEntry[] entries = pages[page].entries;
    return entries.length == 0 ? null : entries[(int) ordinal & (SIZE - 1)];
  }

  /** The ordinal must have no entry yet. */
  void add(NodeEntry entry) {
    int page = (int) (entry.ordinal() >> BITS);
    if (page >= pages.length) {
      int before = pages.length;
      pages = Arrays.copyOf(pages, Math.max(page + 1, before + (before >> 1)));
      Arrays.fill(pages, before, pages.length, EMPTY);
    }
    if (pages[page] == EMPTY) {
      pages[page] = new Page(new NodeEntry[SIZE]);
    }
    pages[page].entries[(int) entry.ordinal() & (SIZE - 1)] = entry;
    pages[page].count++;
  }

  @Nullable NodeEntry remove(long ordinal) {
    NodeEntry entry = find(ordinal);
    if (entry != null) {
      int page = (int) (ordinal >> BITS);
      pages[page].entries[(int) ordinal & (SIZE - 1)] = null;
      pages[page].count--;
      if (pages[page].count == 0) {
        pages[page] = EMPTY;
      }
    }
    return entry;
  }

  /** In ascending order of ordinals. */
  void forEach(Consumer<NodeEntry> action) {
    for (Page page : pages) {
      for (NodeEntry entry : page.entries) {
        if (entry != null) {
          action.accept(entry);
        }
      }
    }
  }
}
