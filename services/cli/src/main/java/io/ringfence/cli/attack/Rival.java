package io.ringfence.cli.attack;

import io.ringfence.certificates.VoteTally;

/** The class that is nearest to taking over. */
final class Rival {
  private Rival() {}

  static int of(VoteTally votes, int predicted) {
    int rival = predicted == 0 ? 1 : 0;
    for (int y = 0; y < votes.classes(); y++) {
      if (y != predicted && votes.votes(y) > votes.votes(rival)) {
        rival = y;
      }
    }
    return rival;
  }
}
