package io.ringfence.integration.truth;

import io.ringfence.schemas.v1.Cell;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.Radii;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the topics would hold if the certifier had a certain fault; the checker must find each. */
enum Lie {
  /** Nothing is ever taken back. */
  FORGETS_REVOCATIONS {
    @Override
    List<Seen> of(List<Seen> transactions) {
      return withWords(
          transactions,
          (transaction, word) ->
              word.record().filter(Lie::isPending).isPresent() ? List.of() : List.of(word));
    }
  },
  /** What is taken back is taken back in the next transaction of the graph. */
  REVOKES_TOO_LATE {
    @Override
    List<Seen> of(List<Seen> transactions) {
      Map<String, List<Seen.Word>> late = new HashMap<>();
      List<Seen> told = new ArrayList<>();
      for (Seen seen : transactions) {
        List<Seen.Word> words = new ArrayList<>();
        for (GraphCertificate graph : seen.graphs()) {
          words.addAll(late.getOrDefault(graph.getGraphId(), List.of()));
          late.remove(graph.getGraphId());
        }
        for (Seen.Word word : seen.words()) {
          if (word.record().filter(Lie::isPending).isPresent()) {
            late.computeIfAbsent(word.graphId(), id -> new ArrayList<>()).add(word);
          } else {
            words.add(word);
          }
        }
        told.add(with(seen, words, seen.graphs()));
      }
      return told;
    }
  },
  /** Attribute changes cost nothing. */
  FORGETS_DISPLACEMENT {
    @Override
    List<Seen> of(List<Seen> transactions) {
      return withWords(
          transactions,
          (transaction, word) ->
              word.record().filter(Lie::isDisplaced).isPresent() ? List.of() : List.of(word));
    }
  },
  /** Every radius is one too large. */
  RADIUS_PLUS_ONE {
    @Override
    List<Seen> of(List<Seen> transactions) {
      return withWords(
          transactions,
          (transaction, word) ->
              List.of(
                  new Seen.Word(
                      word.graphId(), word.nodeId(), word.record().map(Lie::withLargerRadii))));
    }
  },
  /** Every collective number is one too large. */
  COLLECTIVE_PLUS_ONE {
    @Override
    List<Seen> of(List<Seen> transactions) {
      return transactions.stream()
          .map(
              seen ->
                  with(
                      seen,
                      seen.words(),
                      seen.graphs().stream().map(Lie::withMoreCertified).toList()))
          .toList();
    }
  };

  /** The transactions as a certifier with this fault would have written them. */
  abstract List<Seen> of(List<Seen> transactions);

  private interface Telling {
    List<Seen.Word> of(Seen transaction, Seen.Word word);
  }

  private static List<Seen> withWords(List<Seen> transactions, Telling telling) {
    return transactions.stream()
        .map(
            seen ->
                with(
                    seen,
                    seen.words().stream().flatMap(w -> telling.of(seen, w).stream()).toList(),
                    seen.graphs()))
        .toList();
  }

  private static Seen with(Seen seen, List<Seen.Word> words, List<GraphCertificate> graphs) {
    return new Seen(seen.positions(), words, graphs, seen.elements(), seen.letters());
  }

  private static boolean isPending(NodeCertificate word) {
    return word.getStatus() == NodeCertificate.Status.PENDING;
  }

  private static boolean isDisplaced(NodeCertificate word) {
    return word.hasDisplacement()
        || word.getPendingReason() == NodeCertificate.PendingReason.DISPLACED;
  }

  private static NodeCertificate withLargerRadii(NodeCertificate word) {
    Radii radii = word.getRadii();
    return word.toBuilder()
        .setRadii(
            Radii.newBuilder()
                .setAdditions(radii.getAdditions() + 1)
                .setDeletions(radii.getDeletions() + 1))
        .build();
  }

  private static GraphCertificate withMoreCertified(GraphCertificate word) {
    GraphCertificate.Builder more = word.toBuilder();
    for (Cell.Builder cell : more.getCellsBuilderList()) {
      cell.setCertified(Math.min(cell.getTargets(), cell.getCertified() + 1));
    }
    return more.build();
  }
}
