package io.ringfence.cli.certify;

import io.ringfence.smoothing.DeviceChoice;

/**
 * The value of {@code --device}. Unlike {@link DeviceChoice} it has no logger, which must not be
 * made before the command line has set the level.
 */
public enum Device {
  AUTO,
  CPU,
  GPU;

  public DeviceChoice choice() {
    return DeviceChoice.valueOf(name());
  }
}
