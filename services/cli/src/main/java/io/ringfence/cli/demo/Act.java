package io.ringfence.cli.demo;

/** The acts of the story, in order, with their usual share of its time. */
enum Act {
  GROWTH(
      0.20,
      "The graph grows. New nodes are PENDING until noisy copies of their surroundings have voted."),
  QUIET(
      0.25,
      "Quiet churn: unrelated attributes flip, edges come and go. What a change can reach is certified"
          + " anew, the rest keeps its certificate."),
  ATTACK(
      0.25,
      "Attack: someone rewrites the attributes of one community and links it to another. Watch its"
          + " certified share fall."),
  REPAIR(
      0.20,
      "Repair: the forged attributes and links are taken back, node by node. Certificates return."),
  CALM(0.10, "Calm: no updates; the last nodes are certified again.");

  private final double share;
  private final String narration;

  Act(double share, String narration) {
    this.share = share;
    this.narration = narration;
  }

  /** Share of the story's time, in (0, 1). */
  double share() {
    return share;
  }

  /** What happens, in words for someone who sees it the first time. */
  String narration() {
    return narration;
  }
}
