package io.ringfence.monitor.rules;

import io.ringfence.schemas.v1.RobustnessAlert;

/** How much an alert matters, ascending. */
public enum Severity {
  INFO(RobustnessAlert.Severity.INFO),
  WARNING(RobustnessAlert.Severity.WARNING),
  CRITICAL(RobustnessAlert.Severity.CRITICAL);

  private final RobustnessAlert.Severity record;

  Severity(RobustnessAlert.Severity record) {
    this.record = record;
  }

  RobustnessAlert.Severity record() {
    return record;
  }
}
