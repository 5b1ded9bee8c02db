package io.ringfence.monitor;

import io.ringfence.monitor.view.Alarms;
import io.ringfence.monitor.view.AlertOutlet;
import java.util.List;

/** What judges the graphs, and who hears of it. */
record Judges(Alarms alarms, List<AlertOutlet> outlets) {

  Judges {
    outlets = List.copyOf(outlets);
  }
}
