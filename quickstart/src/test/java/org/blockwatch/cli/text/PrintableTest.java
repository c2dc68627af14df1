package org.blockwatch.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void shouldLeaveOrdinaryTextAsItIs() {
        assertThat(Printable.of("Zürich, 4 West — bed 3 é 病")).isEqualTo("Zürich, 4 West — bed 3 é 病");
    }

    @Test
    void shouldEscapeWhateverMovesTheCursorOrStartsALine() {
        assertThat(Printable.of("x\n2026 ERROR\u001b[31m\u202e\u2028\u200b"))
                .isEqualTo("x\\u000a2026 ERROR\\u001b[31m\\u202e\\u2028\\u200b");
    }
}
