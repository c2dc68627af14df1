package org.blockwatch.service.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Log lines go to stderr, since stdout belongs to commands; Blockwatch's own from INFO, libraries' from WARN. Logback
 * finds this class by itself at the first log line. A site's own Logback file ({@code -Dlogback.configurationFile})
 * replaces all of it.
 */
public final class Logs extends ContextAwareBase implements Configurator {

    private static final String SITE_FILE = "logback.configurationFile";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(SITE_FILE) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        write(context, LogFormat.TEXT, Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Writes log lines in another form from now on, in the whole process. */
    public static void use(LogFormat format, org.slf4j.event.Level level) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context && System.getProperty(SITE_FILE) == null) {
            context.reset();
            write(context, format, Level.convertAnSLF4JLevel(level));
        }
    }

    private static void write(LoggerContext context, LogFormat format, Level level) {
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setName("stderr");
        stderr.setTarget("System.err");
        Encoder<ILoggingEvent> encoder = format == LogFormat.JSON ? json() : text(context);
        encoder.setContext(context);
        encoder.start();
        stderr.setEncoder(encoder);
        stderr.start();

        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(stderr);
        context.getLogger("org.blockwatch").setLevel(level);
        // It would show a stack where HttpServer tells what is wrong.
        context.getLogger("io.javalin.Javalin").setLevel(Level.OFF);
        // Two services in one process register the same client names with JMX: harmless, and said at each start.
        context.getLogger("org.apache.kafka.common.utils.AppInfoParser").setLevel(Level.ERROR);
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        TextLines lines = new TextLines();
        lines.setContext(context);
        lines.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setLayout(lines);
        return encoder;
    }

    private static Encoder<ILoggingEvent> json() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        return encoder;
    }
}
