package io.ringfence.monitor.notify;

import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.v1.RobustnessAlert;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where alerts end that an outlet gave up: the log named {@value #NAME}, with the whole alert, so
 * that nothing is lost silently. They are on the topic and the page all the same.
 */
final class Undelivered {

  static final String NAME = "io.ringfence.alerts.undelivered";

  private static final Logger LOG = LoggerFactory.getLogger(NAME);

  private Undelivered() {}

  static void log(String outlet, RobustnessAlert alert, String why) {
    LOG.error(
        "{} did not get an alert ({}): {}",
        outlet,
        why,
        new String(Encoding.JSON.encode(alert), StandardCharsets.UTF_8));
  }
}
