package io.ringfence.cli.console;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns an exception into one message with its remedy; the trace only if asked for. */
public final class FailureMessage implements IExecutionExceptionHandler {
  private final BooleanSupplier stacktrace;

  public FailureMessage(BooleanSupplier stacktrace) {
    this.stacktrace = stacktrace;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    PrintWriter err = command.getErr();
    String line = command.getCommandSpec().qualifiedName() + ": " + describe(failure);
    err.println(command.getColorScheme().errorText(line));
    if (stacktrace.getAsBoolean()) {
      failure.printStackTrace(err);
    }
    err.flush();
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  /** What went wrong, for someone who does not know the code. */
  public static String describe(Throwable failure) {
    String message = failure.getMessage();
    if (failure instanceof NoSuchFileException) {
      return "File or folder '%s' does not exist; check the path.".formatted(message);
    }
    if (failure instanceof AccessDeniedException) {
      return "No permission for '%s'; change its mode or run as its owner.".formatted(message);
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "'%s' is in the way; remove it or choose another place.".formatted(message);
    }
    if (failure instanceof OutOfMemoryError) {
      return "Out of memory (%s); give more with RINGFENCE_JAVA_OPTS=-Xmx8g.".formatted(message);
    }
    if (message != null && !message.isBlank() && !isAccident(failure)) {
      return message;
    }
    return "Unexpected failure, %s: %s. Run again with --stacktrace and report what it shows."
        .formatted(failure.getClass().getSimpleName(), message);
  }

  private static boolean isAccident(Throwable failure) {
    return failure instanceof NullPointerException
        || failure instanceof IndexOutOfBoundsException
        || failure instanceof ClassCastException;
  }
}
