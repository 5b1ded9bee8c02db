package io.ringfence.monitor.view;

import io.ringfence.schemas.v1.Cell;
import java.time.Instant;
import java.util.List;

/**
 * How a graph stood at a moment.
 *
 * @param cells a few of its collective certificate
 */
public record SharePoint(Instant at, Tally tally, List<Cell> cells) {

  public SharePoint {
    cells = List.copyOf(cells);
  }
}
