package org.blockwatch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoCommandTest {

    /** Exit status 0 says that every alert that pages was paged and every page was taken, once. */
    @Test
    void shouldKeepEveryPromiseThroughAShortFastDay() {
        assertThat(CommandLines.run("demo", "--patients", "4", "--for", "8h", "--speed", "1200", "--seed", "3"))
                .isZero();
    }

    @Test
    void shouldSayWhatADurationLooksLike() {
        assertThat(CommandLines.run("demo", "--for", "soon")).isEqualTo(2);
    }
}
