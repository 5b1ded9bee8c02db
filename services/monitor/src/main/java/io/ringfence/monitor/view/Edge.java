package io.ringfence.monitor.view;

/** An undirected edge; the smaller end comes first. */
public record Edge(String source, String target) {

  /** Ends in any order. */
  public static Edge of(String one, String other) {
    return one.compareTo(other) <= 0 ? new Edge(one, other) : new Edge(other, one);
  }
}
