package io.ringfence.monitor.notify;

/** What an answer means for a delivery. */
enum Verdict {
  DELIVERED,
  /** Trying again may help. */
  AGAIN,
  /** It will not be taken, however often it is sent. */
  REFUSED;

  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;

  /** Redirects are refused: alerts go to configured addresses only. */
  static Verdict of(int status) {
    if (status >= 200 && status < 300) {
      return DELIVERED;
    }
    return status >= 500 || status == TIMEOUT || status == TOO_MANY ? AGAIN : REFUSED;
  }
}
