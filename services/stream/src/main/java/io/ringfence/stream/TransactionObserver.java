package io.ringfence.stream;

/**
 * Is told, on the loop's thread, where every transaction has come to. What it throws, or how long
 * it takes, is a failure or a delay at that very place, so that others can look at a process in the
 * middle of a transaction.
 */
@FunctionalInterface
public interface TransactionObserver {

  /** The places of a transaction, in their order. */
  enum Step {
    /** All is computed, nothing is written. */
    BEFORE_BEGIN,
    /** The producer knows of the transaction, the broker does not. */
    AFTER_BEGIN,
    /** All records are on their way, some may be in the topics, uncommitted. */
    AFTER_SENDS,
    /** The input position is part of the transaction. */
    AFTER_OFFSETS,
    /** The transaction is committed; nobody was told. */
    AFTER_COMMIT
  }

  /** A transaction has come to a step. */
  void at(Step step);

  /** Looks away. */
  static TransactionObserver none() {
    return step -> {};
  }
}
