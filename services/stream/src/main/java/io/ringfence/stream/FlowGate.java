package io.ringfence.stream;

import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Opens and closes the fetching of input, with hysteresis so that it does not flutter. */
final class FlowGate {

  private static final double HEAP_BAND = 0.9;

  private final FlowLimits limits;
  private final DoubleSupplier heap;
  private boolean bytesClosed;
  private boolean heapClosed;

  /**
   * @param heap share of the heap in use after the last collection
   */
  FlowGate(FlowLimits limits, DoubleSupplier heap) {
    this.limits = limits;
    this.heap = heap;
  }

  /**
   * Looks again.
   *
   * @param waitingBytes of records fetched and not applied
   * @return why nothing may be fetched; empty if it may
   */
  Optional<String> closed(long waitingBytes) {
    bytesClosed = waitingBytes >= (bytesClosed ? limits.waitingBytes() / 2 : limits.waitingBytes());
    double used = heap.getAsDouble();
    double limit = heapClosed ? HEAP_BAND * limits.heapShare() : limits.heapShare();
    heapClosed = limits.heapShare() < 1 && used >= limit;
    if (heapClosed) {
      return Optional.of("%.0f %% of the heap are in use".formatted(100 * used));
    }
    return bytesClosed
        ? Optional.of("%d bytes of updates wait to be applied".formatted(waitingBytes))
        : Optional.empty();
  }
}
