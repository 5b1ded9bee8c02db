package io.ringfence.cli.demo;

import java.time.Duration;
import java.util.List;

/** Shows the demo to a person. Called from one thread. */
sealed interface DemoView permits LineView, PanelView {

  /** Something that happened once, before or between acts. */
  void say(String line);

  /** An act begins. */
  void act(Act act);

  /** The state of the moment; called a few times a second. */
  void show(Moment moment);

  /** The end, line by line. */
  void finish(List<String> summary);

  /**
   * @param elapsed since the story began
   * @param updates sent so far
   * @param attacked the community that the story attacks
   */
  record Moment(
      Act act,
      Duration elapsed,
      long updates,
      int attacked,
      CertificateBoard.Snapshot snapshot,
      CertificateBoard.Totals totals) {}
}
