package org.blockwatch.service.log;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.stream.Collectors;
import org.blockwatch.service.text.Printable;

/** Writes log lines as text of which each begins one event: what an event quotes from outside can forge none. */
final class TextLines extends PatternLayout {

    private static final String LINE =
            "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\",UTC} %-5level %logger{0} [%thread] %msg%n%ex";

    TextLines() {
        getInstanceConverterMap().put("msg", Message::new);
        getInstanceConverterMap().put("ex", Stack::new);
        setPattern(LINE);
    }

    private static final class Message extends MessageConverter {
        @Override
        public String convert(ILoggingEvent event) {
            String message = super.convert(event);
            return message == null ? "" : Printable.line(message);
        }
    }

    /** A message may have several lines; each but the first of a stack is indented. */
    private static final class Stack extends ThrowableProxyConverter {
        @Override
        protected String throwableProxyToString(IThrowableProxy failure) {
            String stack = super.throwableProxyToString(failure);
            boolean[] first = {true};
            return stack.lines()
                    .map(line -> {
                        boolean own = first[0] || line.startsWith("\t") || line.startsWith("Caused by: ");
                        first[0] = false;
                        return (own ? "" : "\t| ") + Printable.lines(line);
                    })
                    .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
        }
    }
}
