package io.ringfence.monitor.rules;

import io.ringfence.schemas.v1.RobustnessAlert.SubjectKind;

/** What a rule judges one by one: every node, every region, every known class, or every graph. */
public enum Scope {
  NODE(SubjectKind.NODE, "node"),
  REGION(SubjectKind.REGION, "region"),
  LABEL(SubjectKind.LABEL, "community"),
  GRAPH(SubjectKind.GRAPH, "graph");

  private final SubjectKind kind;
  private final String noun;

  Scope(SubjectKind kind, String noun) {
    this.kind = kind;
    this.noun = noun;
  }

  SubjectKind kind() {
    return kind;
  }

  /** For people: {@code community 2}. */
  String phrase(String graphId, String subject) {
    return this == GRAPH ? "graph " + graphId : noun + " " + subject;
  }
}
