package io.ringfence.stream;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.function.DoubleSupplier;

/**
 * Share of the heap that was still in use after the last collection of its long-lived part. What is
 * in use at the moment says nothing: most of it may be garbage.
 */
final class HeapGauge implements DoubleSupplier {

  @Override
  public double getAsDouble() {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage after = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
      if (after != null) {
        used += after.getUsed();
      }
    }
    return (double) used / Runtime.getRuntime().maxMemory();
  }
}
