package org.blockwatch.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.blockwatch.service.text.Printable;
import org.junit.jupiter.api.Test;

class TextLinesTest {

    private static final String FORGED = "x\n2026-11-28T00:00:00Z ERROR forged\r\u001b[31m\u0085\u009b\u202e\u2028";

    @Test
    void shouldBeginEachLineWithAnEventWhateverItQuotes() {
        LoggerContext context = new LoggerContext();
        TextLines lines = new TextLines();
        lines.setContext(context);
        lines.start();
        String written = lines.doLayout(new LoggingEvent(
                "x",
                context.getLogger("a.B"),
                Level.WARN,
                FORGED,
                new IllegalStateException(FORGED, new IllegalArgumentException(FORGED)),
                null));

        assertThat(written.lines().filter(line -> line.startsWith("2026-11-28T00:00:00Z")))
                .isEmpty();
        assertThat(written.lines().skip(1))
                .allMatch(line -> line.startsWith("\t")
                        || line.startsWith("Caused by: ")
                        || line.startsWith("java.lang.IllegalStateException"));
        assertThat(written).doesNotContain("\r", "\u001b", "\u0085", "\u009b", "\u202e", "\u2028");
        assertThat(written.lines().findFirst().orElseThrow())
                .endsWith("x\\n2026-11-28T00:00:00Z ERROR forged\\r\\u001b[31m\\u0085\\u009b\\u202e\\u2028");
    }

    @Test
    void shouldLeaveTheTextOfEveryLanguageAsItIs() {
        assertThat(Printable.line("Größe 37 °C, 患者, \uD83D\uDE80")).isEqualTo("Größe 37 °C, 患者, \uD83D\uDE80");
        assertThat(Printable.lines("a\n\tb\u001b")).isEqualTo("a\n\tb\\u001b");
    }
}
