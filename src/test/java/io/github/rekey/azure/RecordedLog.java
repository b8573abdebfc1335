package io.github.rekey.azure;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What is logged, by Azure's SDK too; tests run with a file in which that is silent. */
public final class RecordedLog implements AutoCloseable {
  private static final Path PRODUCTION = Path.of("src", "main", "resources", "logback.xml");
  private final LoggerContext live = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = live.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Map<Logger, @Nullable Level> levels = new HashMap<>();
  private final List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
  private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

  private RecordedLog() {
    live.getLoggerList().forEach(logger -> levels.put(logger, logger.getLevel()));
    levels.keySet().stream().filter(logger -> logger != root).forEach(x -> x.setLevel(null));
    production().getLoggerList().stream()
        .filter(logger -> logger.getLevel() != null)
        .forEach(logger -> live.getLogger(logger.getName()).setLevel(logger.getLevel()));
    root.iteratorForAppenders().forEachRemaining(appenders::add);
    appenders.forEach(root::detachAppender);
    heard.start();
    root.addAppender(heard);
  }

  /** At the levels that Rekey runs with. */
  public static RecordedLog asRekeyRuns() {
    return new RecordedLog();
  }

  /**
   * Every line of the SDK, which logs some under the name of the interface that describes a
   * service, such as {@link SignalRService}.
   */
  static RecordedLog ofAllThatTheSdkSays() {
    RecordedLog log = new RecordedLog();
    log.live.getLoggerList().stream()
        .filter(logger -> logger.getName().startsWith("com."))
        .forEach(logger -> logger.setLevel(null));
    log.live.getLogger("com").setLevel(Level.ALL);
    log.live.getLogger("io.github.rekey").setLevel(Level.ALL);
    return log;
  }

  /** As they would be written, each with its exception. */
  public List<String> lines() {
    return List.copyOf(heard.list).stream().map(RecordedLog::line).toList();
  }

  private static String line(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    return event.getFormattedMessage()
        + (thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown));
  }

  private static LoggerContext production() {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(PRODUCTION.toFile());
    } catch (JoranException e) {
      throw new AssertionError(PRODUCTION + " is not read", e);
    }
    return context;
  }

  @Override
  public void close() {
    root.detachAppender(heard);
    appenders.forEach(root::addAppender);
    live.getLoggerList().forEach(logger -> logger.setLevel(levels.get(logger)));
  }
}
