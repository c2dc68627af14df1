package org.blockwatch.consumer.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.blockwatch.consumer.channel.console.ConsoleChannel;
import org.blockwatch.consumer.page.Bundle;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.consumer.page.Pages;
import org.blockwatch.event.Location;
import org.blockwatch.event.PageRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that another system has written reaches a person but as something to be read, over whichever channel. */
class HostileTextTest {

    private static final String HOSTILE =
            "x\r\n2026-03-01 ERROR \u001b[31m\u009b1m\u202edeb\u200b\u2028\u2066\ufeff\u0000";

    /** Line breaks and tabs are the text's own; everything else of these kinds steers or hides something. */
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");

    static Stream<OutgoingPage> pages() {
        PageRequest.Builder request = Pages.request("p1", 1)
                .setLocation(new Location(HOSTILE, HOSTILE))
                .setRoles(List.of(HOSTILE))
                .setSummary("HIGH " + HOSTILE + ", 4h00 after block")
                .setText("HIGH " + HOSTILE + "\nFound: " + HOSTILE);
        OutgoingPage one = Pages.outgoing(request.build(), "console");
        OutgoingPage other = Pages.outgoing(request.setPatientId("p2").build(), "console");
        return Stream.of(one, Bundle.of(List.of(one, other), Pages.ids()));
    }

    /** All channels say what these hold, and nothing else of a page that came from elsewhere. */
    @ParameterizedTest
    @MethodSource("pages")
    void shouldBeHarmlessBeforeAnyChannelSeesIt(OutgoingPage page) {
        assertThat(page.content().summary()).doesNotContainPattern(HARMFUL).doesNotContain("\n");
        assertThat(page.content().text()).doesNotContainPattern(HARMFUL);
        assertThat(page.content().unit()).doesNotContainPattern(HARMFUL).doesNotContain("\n");
        assertThat(page.content().bed()).doesNotContainPattern(HARMFUL).doesNotContain("\n");
        assertThat(page.to().roles())
                .allSatisfy(
                        role -> assertThat(role).doesNotContainPattern(HARMFUL).doesNotContain("\n"));
        assertThat(page.to().recipient()).doesNotContainPattern(HARMFUL).doesNotContain("\n");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldForgeNoPageOnATerminal(OutgoingPage page) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ConsoleChannel(new PrintStream(out, true, UTF_8)).send(page);

        assertThat(out.toString(UTF_8).replace(System.lineSeparator(), "\n")).doesNotContainPattern(HARMFUL);
        assertThat(out.toString(UTF_8).lines())
                .filteredOn(line -> !line.startsWith("      "))
                .hasSize(1);
    }
}
