package io.ringfence.integration.truth;

/** Something that the topics say and that does not hold. */
record Violation(Kind kind, String what) {

  enum Kind {
    /** A prediction, radius or collective number is not true of the committed graph. */
    UNTRUE,
    /** The books do not add up: graphs, records or dead letters differ from what the input made. */
    ACCOUNT
  }
}
