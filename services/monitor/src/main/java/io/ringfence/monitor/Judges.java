package io.ringfence.monitor;

import io.ringfence.monitor.view.Alarms;
import io.ringfence.monitor.view.AlertOutlet;
import java.util.ArrayList;
import java.util.List;

/** What judges the graphs, and who hears of it. */
record Judges(Alarms alarms, List<AlertOutlet> outlets) {

  Judges {
    outlets = List.copyOf(outlets);
  }

  /** The same, and one who hears first. */
  Judges and(AlertOutlet outlet) {
    List<AlertOutlet> all = new ArrayList<>();
    all.add(outlet);
    all.addAll(outlets);
    return new Judges(alarms, all);
  }
}
