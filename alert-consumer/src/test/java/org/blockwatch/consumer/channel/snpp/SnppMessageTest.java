package org.blockwatch.consumer.channel.snpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.blockwatch.consumer.channel.peer.Letter;
import org.junit.jupiter.api.Test;

/** What fits on a pager, and in which order. */
class SnppMessageTest {

    private static final String LINK = "https://blockwatch.example.org/a/x";

    private final Letter letter = Letter.to("1234567").summary("HIGH bed 12: examine now.");

    @Test
    void shouldSayTheSummaryThenTheLinkThenTheRest() {
        assertThat(message(
                        160,
                        letter.text("HIGH bed 12: examine now.\nFound: weak.").link(LINK)))
                .isEqualTo("HIGH bed 12: examine now.\n" + LINK + "\nFound: weak.");
    }

    @Test
    void shouldCutVisibly() {
        assertThat(message(50, letter.text("Found: left hip flexion 3/5 (L2, L3)")))
                .isEqualTo("HIGH bed 12: examine now.\nFound: left hip fl [cut]")
                .hasSizeLessThanOrEqualTo(50);
    }

    /** Half a link leads nowhere. */
    @Test
    void shouldLeaveOutALinkThatDoesNotFit() {
        assertThat(message(50, letter.text("Found: weak.").link(LINK)))
                .isEqualTo("HIGH bed 12: examine now.\nFound: weak.");
    }

    @Test
    void shouldSayFirstThatItMayHaveComeBefore() {
        assertThat(message(40, letter.attempt(2).text("Found: weak."))).startsWith("(repeat) HIGH bed 12");
    }

    @Test
    void shouldSpeakAscii() {
        assertThat(message(160, letter.summary("Schwäche – Fuß ≥ 3/5 \u0007 痛").text("")))
                .isEqualTo("Schwache - Fuss >= 3/5 \\u0007 ?");
    }

    private static String message(int longest, Letter letter) {
        return SnppMessage.of(letter.page(), longest);
    }
}
