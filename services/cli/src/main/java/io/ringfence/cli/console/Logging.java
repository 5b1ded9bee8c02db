package io.ringfence.cli.console;

/** Sets the level of logging before the first logger exists; see {@code log4j2.xml}. */
public final class Logging {
  private Logging() {}

  public static void configure(boolean verbose) {
    System.setProperty("ringfence.log.level", verbose ? "info" : "warn");
    System.setProperty("ringfence.log.level.others", verbose ? "info" : "error");
  }
}
