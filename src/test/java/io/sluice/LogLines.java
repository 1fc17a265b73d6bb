package io.sluice;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What one class says to operators while it is listened to. */
public final class LogLines implements AutoCloseable {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    private LogLines(Logger logger) {
        this.logger = logger;
    }

    public static LogLines of(Class<?> speaker) {
        var lines = new LogLines((Logger) LoggerFactory.getLogger(speaker));
        lines.heard.start();
        lines.logger.addAppender(lines.heard);
        return lines;
    }

    /** How loud each line was, in order; what is below INFO is for nobody. */
    public List<Level> levels() {
        return List.copyOf(heard.list).stream()
                .map(ILoggingEvent::getLevel)
                .filter(level -> level.isGreaterOrEqual(Level.INFO))
                .toList();
    }

    /** What the lines say, in order. */
    public List<String> messages() {
        return List.copyOf(heard.list).stream()
                .filter(it -> it.getLevel().isGreaterOrEqual(Level.INFO))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(heard);
    }
}
