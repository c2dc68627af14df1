package org.blockwatch.service.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void shouldLeaveOrdinaryTextAsItIs() {
        assertThat(Printable.line("Zürich, 4 West — bed 3 é 病 \ud83d\udecf"))
                .isEqualTo("Zürich, 4 West — bed 3 é 病 \ud83d\udecf");
        assertThat(Printable.lines("one\n\ttwo")).isEqualTo("one\n\ttwo");
    }

    @Test
    void shouldEscapeWhateverMovesTheCursorStartsALineOrIsNotSeen() {
        assertThat(Printable.line("x\n2026 ERROR\r\t\u001b[31m\u009b\u202e\u2028\u200b\u00ad\ufeff"))
                .isEqualTo("x\\n2026 ERROR\\r\\t\\u001b[31m\\u009b\\u202e\\u2028\\u200b\\u00ad\\ufeff");
        assertThat(Printable.line("\udb40\udc41"))
                .as("a tag, beyond the first plane")
                .isEqualTo("\\U000e0041");
        assertThat(Printable.line("\ud800")).as("half a character").isEqualTo("\\ud800");
    }

    @Test
    void shouldLeaveNothingButLinesAndTabsOfALongerText() {
        assertThat(Printable.lines("a\r\nb\u2029\u202ec")).isEqualTo("a\\r\nb\\u2029\\u202ec");
    }
}
