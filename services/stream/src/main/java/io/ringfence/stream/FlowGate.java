package io.ringfence.stream;

import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Opens and closes the fetching of input, with hysteresis so that it does not flutter.
 *
 * <p>It is closed only while something that was fetched waits, which the loop applies meanwhile: so
 * it always opens again. A heap that stays full though nothing waits, because the graphs themselves
 * fill it or because no collection has looked at it since, makes input come in small bites, never
 * stop.
 */
final class FlowGate {

  private static final double HEAP_BAND = 0.9;

  private final FlowLimits limits;
  private final DoubleSupplier heap;
  private boolean bytesClosed;
  private boolean heapClosed;

  /**
   * What the gate says now.
   *
   * @param closed whether nothing may be fetched
   * @param reason why less is fetched than could be; empty if all is
   */
  record Flow(boolean closed, Optional<String> reason) {}

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
   */
  Flow look(long waitingBytes) {
    bytesClosed = waitingBytes >= (bytesClosed ? limits.waitingBytes() / 2 : limits.waitingBytes());
    double used = heap.getAsDouble();
    double limit = heapClosed ? HEAP_BAND * limits.heapShare() : limits.heapShare();
    heapClosed = limits.heapShare() < 1 && used >= limit;
    boolean somethingWaits = waitingBytes > 0;
    if (heapClosed) {
      return new Flow(
          somethingWaits, Optional.of("%.0f %% of the heap are in use".formatted(100 * used)));
    }
    return bytesClosed && somethingWaits
        ? new Flow(
            true, Optional.of("%d bytes of updates wait to be applied".formatted(waitingBytes)))
        : new Flow(false, Optional.empty());
  }
}
