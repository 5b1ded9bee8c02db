package io.ringfence.hosting.configuration;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that must not be used; the message lists every fault on a line of its own. */
public final class InvalidConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfigurationFault> faults;

  InvalidConfigurationException(String source, List<ConfigurationFault> faults, String document) {
    super(describe(source, faults, document));
    this.faults = List.copyOf(faults);
  }

  /** All faults, in the order of the configuration's keys where they have one. */
  public List<ConfigurationFault> faults() {
    return faults;
  }

  private static String describe(String source, List<ConfigurationFault> faults, String document) {
    return faults.stream()
        .map(fault -> "\n  " + fault)
        .collect(
            Collectors.joining(
                "",
                "%s has %d %s:"
                    .formatted(source, faults.size(), faults.size() == 1 ? "fault" : "faults"),
                "\n  Every key is explained in %s.".formatted(document)));
  }
}
