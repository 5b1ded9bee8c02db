package io.ringfence.monitor.rules;

import io.ringfence.schemas.v1.Cell;
import io.ringfence.schemas.v1.GraphCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Share that provably stays under one adversary's budget for the whole graph, from the smallest
 * computed budget that contains the wanted one (true of it, too). While nodes wait, the last
 * settled number counts until the grace time is over; then the present one.
 */
final class CollectiveGauge implements Gauge {

  private final Budget budget;
  private final Duration grace;
  private @Nullable GraphCertificate latest;
  private @Nullable Cell settled;
  private @Nullable Instant unsettledSince;
  private int nodes;

  CollectiveGauge(Budget budget, Duration grace) {
    this.budget = budget;
    this.grace = grace;
  }

  @Override
  public void add(String subject, Word word) {
    nodes++;
  }

  @Override
  public void remove(String subject, Word word) {
    nodes--;
  }

  @Override
  public void graph(GraphCertificate word, Instant now) {
    latest = word;
    if (word.getSettled()) {
      settled = cell(word).orElse(settled);
      unsettledSince = null;
    } else if (unsettledSince == null) {
      unsettledSince = now;
    }
  }

  private Optional<Cell> cell(GraphCertificate word) {
    return word.getCellsList().stream()
        .filter(
            cell ->
                cell.getAdditions() >= budget.additions()
                    && cell.getDeletions() >= budget.deletions()
                    && cell.getDistance() >= budget.distance()
                    && cell.hasDistance() == (budget.distance() > 0))
        .min(
            Comparator.comparingLong(
                    (Cell cell) -> (long) cell.getAdditions() + cell.getDeletions())
                .thenComparing(Cell::getDistance)
                .thenComparing(cell -> -cell.getCertified()));
  }

  private Optional<Cell> standing(Instant now) {
    GraphCertificate word = latest;
    Instant since = unsettledSince;
    if (since != null && settled != null && now.isBefore(since.plus(grace))) {
      return Optional.of(settled);
    }
    if (word == null || (since != null && now.isBefore(since.plus(grace)))) {
      return Optional.empty();
    }
    return cell(word);
  }

  @Override
  public OptionalDouble value(String subject, Instant now) {
    return standing(now)
        .filter(cell -> cell.getTargets() > 0)
        .map(cell -> OptionalDouble.of((double) cell.getCertified() / cell.getTargets()))
        .orElse(OptionalDouble.empty());
  }

  @Override
  public int nodes(String subject) {
    return nodes;
  }

  @Override
  public boolean ages() {
    return true;
  }

  @Override
  public String calculation(String subject, Instant now) {
    return standing(now)
        .map(
            cell ->
                "collective certificate at (%s), from the cell of %s: %d of %d predictions provably stay = %s (by %s; each node by itself: %d)"
                    .formatted(
                        budget,
                        cell.hasDistance()
                            ? "distance " + Figures.of(cell.getDistance())
                            : "%d additions, %d deletions"
                                .formatted(cell.getAdditions(), cell.getDeletions()),
                        cell.getCertified(),
                        cell.getTargets(),
                        Figures.of((double) cell.getCertified() / Math.max(1, cell.getTargets())),
                        cell.getMethod(),
                        cell.getNaive()))
        .orElse("no collective certificate at (%s)".formatted(budget));
  }

  @Override
  public boolean concerns(Word word) {
    return false;
  }
}
