package io.ringfence.verifier;

import com.google.protobuf.Timestamp;
import io.ringfence.schemas.RecordKeys;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.NodeCertificate.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was said of one graph, in the order of the time at which it was said: which words on its
 * nodes were in force when it was spoken of as a whole.
 *
 * <p>Records of one transaction are written nodes first. A tombstone has no time: it counts from
 * whenever the graph has fewer nodes than there are words.
 */
final class History {
  private final List<Said> events = new ArrayList<>();
  private final Deque<String> removed = new ArrayDeque<>();

  /** A word on a node or, at the end of a transaction, on the graph. */
  private record Said(
      long seconds, int nanos, String key, Optional<Word> word, Optional<Whole> whole) {}

  /** A word on the whole graph. */
  record Whole(String where, GraphCertificate record, boolean last) {}

  /** Hears of every word on the graph. */
  interface Listener {
    /**
     * @param words in force, if those among the files are the ones that it counts
     */
    void spoken(Whole whole, Optional<Collection<Word>> words);
  }

  void add(NodeCertificate record) {
    Timestamp at = record.getIssuedAt();
    String key = RecordKeys.ofNode(record.getGraphId(), record.getNodeId());
    events.add(
        new Said(
            at.getSeconds(), at.getNanos(), key, Optional.of(Word.of(record)), Optional.empty()));
  }

  void add(String where, GraphCertificate record) {
    Timestamp at = record.getIssuedAt();
    events.add(
        new Said(
            at.getSeconds(),
            at.getNanos(),
            "",
            Optional.empty(),
            Optional.of(new Whole(where, record, false))));
  }

  void remove(String key) {
    removed.add(key);
  }

  void replay(Listener listener) {
    events.sort(
        Comparator.comparingLong(Said::seconds)
            .thenComparingInt(Said::nanos)
            .thenComparing(said -> said.whole.isPresent()));
    int last = -1;
    for (int i = 0; i < events.size(); i++) {
      last = events.get(i).whole.isPresent() ? i : last;
    }
    Map<String, Word> words = new HashMap<>();
    for (int i = 0; i < events.size(); i++) {
      Said said = events.get(i);
      said.word.ifPresent(word -> words.merge(said.key, word, Word::followedBy));
      if (said.whole.isPresent()) {
        Whole whole = new Whole(said.whole.get().where, said.whole.get().record, i == last);
        listener.spoken(whole, inForce(whole, words));
      }
    }
  }

  private Optional<Collection<Word>> inForce(Whole whole, Map<String, Word> words) {
    GraphCertificate record = whole.record;
    while (words.size() > record.getNodes() && !removed.isEmpty()) {
      words.remove(removed.remove());
    }
    Collection<Word> all = words.values();
    boolean fits =
        all.size() == record.getNodes()
            && count(all, Status.CERTIFIED) == record.getCertified()
            && count(all, Status.ABSTAINED) == record.getAbstained()
            && all.stream().allMatch(word -> word.version() <= record.getGraphVersion());
    return fits ? Optional.of(all) : Optional.empty();
  }

  private static long count(Collection<Word> words, Status status) {
    return words.stream().filter(word -> word.status() == status).count();
  }
}
