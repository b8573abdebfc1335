package io.github.rekey.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * Hears all that this process says: its log, ours down to DEBUG and the libraries' to INFO, its
 * standard output and its standard error.
 */
final class Eavesdropper implements AutoCloseable {
  private static final Logger ROOT = (Logger) LoggerFactory.getLogger("ROOT");
  private static final Logger OURS = (Logger) LoggerFactory.getLogger("io.github.rekey");
  private final Level rootLevel = ROOT.getLevel();
  private final Level ourLevel = OURS.getLevel();
  private final List<Appender<ILoggingEvent>> usual = appenders(ROOT);
  private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  Eavesdropper() {
    usual.forEach(ROOT::detachAppender);
    heard.setContext(ROOT.getLoggerContext());
    heard.start();
    ROOT.addAppender(heard);
    ROOT.setLevel(Level.INFO);
    OURS.setLevel(Level.DEBUG);
    PrintStream ear = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(ear);
    System.setErr(ear);
  }

  private static List<Appender<ILoggingEvent>> appenders(Logger logger) {
    List<Appender<ILoggingEvent>> all = new ArrayList<>();
    logger.iteratorForAppenders().forEachRemaining(all::add);
    return all;
  }

  /** Every log line with its stack trace. */
  String log() {
    return List.copyOf(heard.list).stream().map(Eavesdropper::line).collect(Collectors.joining());
  }

  String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  private static String line(ILoggingEvent event) {
    return "%s %s %s %s%n%s"
        .formatted(
            event.getLevel(),
            event.getLoggerName(),
            event.getFormattedMessage(),
            event.getMDCPropertyMap(),
            ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
    ROOT.setLevel(rootLevel);
    OURS.setLevel(ourLevel);
    ROOT.detachAppender(heard);
    usual.forEach(ROOT::addAppender);
  }
}
