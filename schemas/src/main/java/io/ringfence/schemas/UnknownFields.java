package io.ringfence.schemas;

/** What to do about fields that this version of the contract does not have. */
public enum UnknownFields {
  /** For input that must not be half understood. */
  REJECT,
  /** For readers that shall go on reading when the contract grows. */
  IGNORE
}
