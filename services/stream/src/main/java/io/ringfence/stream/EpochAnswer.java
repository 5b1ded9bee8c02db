package io.ringfence.stream;

/** What becomes of the wish for a new epoch. */
public enum EpochAnswer {
  /** It will be planned and certified beside the one in force. */
  WANTED,
  /** One is being planned or certified already. */
  UNDER_WAY,
  /** The graph is not one of this instance's, or not known at all. */
  NOT_HERE
}
