package io.ringfence.stream;

/** Exceptions in one line. */
public final class Causes {

  private static final int LONGEST = 300;

  private Causes() {}

  /** The deepest cause that says something, at most a few hundred characters. */
  public static String line(Throwable failure) {
    Throwable deepest = failure;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t.getMessage() != null) {
        deepest = t;
      }
    }
    String message =
        deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    String first = message.lines().findFirst().orElse("");
    return first.length() <= LONGEST ? first : first.substring(0, LONGEST) + "…";
  }
}
