package io.ringfence.monitor.view;

/** Nodes by status. */
public record Tally(int certified, int pending, int abstained) {

  /** None. */
  public static final Tally NONE = new Tally(0, 0, 0);

  /** One more. */
  public Tally plus(NodeState.Status status) {
    return switch (status) {
      case CERTIFIED -> new Tally(certified + 1, pending, abstained);
      case PENDING -> new Tally(certified, pending + 1, abstained);
      case ABSTAINED -> new Tally(certified, pending, abstained + 1);
    };
  }

  /** One less. */
  Tally minus(NodeState.Status status) {
    return switch (status) {
      case CERTIFIED -> new Tally(certified - 1, pending, abstained);
      case PENDING -> new Tally(certified, pending - 1, abstained);
      case ABSTAINED -> new Tally(certified, pending, abstained - 1);
    };
  }

  /** All nodes. */
  public int nodes() {
    return certified + pending + abstained;
  }

  /** Certified share, 0 to 1; 1 without nodes. */
  public double share() {
    return nodes() == 0 ? 1 : (double) certified / nodes();
  }
}
