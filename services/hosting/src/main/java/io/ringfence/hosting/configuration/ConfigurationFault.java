package io.ringfence.hosting.configuration;

/**
 * One thing wrong with a configuration.
 *
 * @param path key in dotted form, for instance {@code smoothing.samples}; empty for the whole file
 * @param message value, rule and remedy
 */
public record ConfigurationFault(String path, String message) {
  @Override
  public String toString() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
