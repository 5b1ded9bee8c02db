package io.ringfence.integration.security;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What this project logs meanwhile, warnings and worse. */
final class WarningLog implements AutoCloseable {

  private static final String OURS = "io.ringfence";

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Collector collector = new Collector(lines);
  private final LoggerConfig logger;

  WarningLog() {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    logger = context.getConfiguration().getRootLogger();
    collector.start();
    logger.addAppender(collector, Level.WARN, null);
    context.updateLoggers();
  }

  String text() {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    logger.removeAppender(collector.getName());
    collector.stop();
  }

  private static final class Collector extends AbstractAppender {
    private final List<String> lines;

    Collector(List<String> lines) {
      super("warning-log", null, null, true, Property.EMPTY_ARRAY);
      this.lines = lines;
    }

    @Override
    public void append(LogEvent event) {
      if (event.getLoggerName().startsWith(OURS)) {
        lines.add(event.getMessage().getFormattedMessage());
      }
    }
  }
}
