package io.ringfence.smoothing;

import java.util.Locale;

/** The kinds of model that can be trained. */
public enum Architecture {
  GCN,
  SAGE,
  APPNP;

  /** As {@code model.json} and the command line name it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
