package org.blockwatch.consumer.channel.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.blockwatch.consumer.channel.Delivery;
import org.blockwatch.consumer.channel.peer.Letter;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.consumer.page.Pages;
import org.blockwatch.consumer.roster.Recipient;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.junit.jupiter.api.Test;

class ConsoleChannelTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ConsoleChannel console = new ConsoleChannel(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void shouldPrintAPageAsStaffWouldReadIt() {
        Delivery delivery = console.send(Pages.outgoing("4711", 1, "console"));

        assertThat(delivery).isEqualTo(new Delivery.Accepted(null));
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                PAGE  HIGH 4 West bed 12, 4h00 after block: a deficit persists. Examine now.
                      Found: left hip flexion 3/5 (L2, L3)
                      Do: examine both legs now
                      To: proceduralist, anaesthetist on call
                """);
    }

    /** Otherwise nobody could read a terminal that stands for a whole house. */
    @Test
    void shouldNameFurtherPeopleOfTheSamePageInALineEach() {
        PageRequest request = Pages.request("4711", 3)
                .setTier(2)
                .setReason(PageReason.NOT_ANSWERED)
                .build();
        for (String person : List.of("kim", "sato")) {
            Recipient.Way way = new Recipient.Way("console", null);
            Recipient recipient = new Recipient(person, true, List.of("charge-nurse"), List.of(way));
            console.send(OutgoingPage.of(request, recipient, way, null, Pages.ids()));
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                PAGE  HIGH 4 West bed 12, 4h00 after block: a deficit persists. Examine now.
                      Found: left hip flexion 3/5 (L2, L3)
                      Do: examine both legs now
                      To: kim, charge-nurse  (tier 2, not answered)
                      To: sato, charge-nurse  (tier 2, not answered)
                """);
    }

    @Test
    void shouldSayWhereToAnswer() {
        console.send(Letter.to(null).link("https://blockwatch.example.org/a/b").page());

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("      Answer: https://blockwatch.example.org/a/b");
    }

    @Test
    void shouldMarkAPageThatItHasPrintedBefore() {
        console.send(Pages.outgoing("4711", 1, "console"));
        console.send(Pages.outgoing("4711", 2, "console"));
        console.send(Pages.outgoing("4711", 1, "console"));

        assertThat(heads()).extracting(head -> head.endsWith("(repeat)")).containsExactly(false, false, true);
    }

    @Test
    void shouldMarkAPageThatIsAskedForAgain() {
        console.send(page(Pages.request("4711", 1).setAttempt(2).build()));

        assertThat(heads()).singleElement().asString().endsWith("(repeat)");
    }

    /** Beds and texts come from other systems. */
    @Test
    void shouldNotLetAPageSteerTheTerminal() {
        console.send(page(Pages.request("4711", 1)
                .setSummary("HIGH bed \u001b[2J7")
                .setText("line\rover\u0007")
                .build()));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("bed \\u001b[2J7")
                .doesNotContain("\u001b")
                .doesNotContain("\u0007");
    }

    /** Whoever wrote the summary: the urgency is what staff look for first. */
    @Test
    void shouldNamePriorityWhereTheSummaryDoesNot() {
        console.send(
                page(Pages.request("4711", 1).setSummary("Bed 7: examine now.").build()));

        assertThat(heads()).containsExactly("PAGE  HIGH Bed 7: examine now.");
    }

    private static OutgoingPage page(PageRequest request) {
        return Pages.outgoing(request, "console");
    }

    private List<String> heads() {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("PAGE"))
                .toList();
    }
}
