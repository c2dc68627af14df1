package org.blockwatch.consumer.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.blockwatch.consumer.roster.Recipient;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.PageAlert;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.junit.jupiter.api.Test;

class BundleTest {

    private final OutgoingPage medium = page("a", Priority.MEDIUM, "MEDIUM 4 West bed 7: examine.");
    private final OutgoingPage high = page("b", Priority.HIGH, "HIGH 4 West bed 12: a deficit persists.");

    @Test
    void shouldBeAboutTheWorstAndNameAllOthers() {
        OutgoingPage bundle = Bundle.of(List.of(medium, high), Pages.ids());

        assertThat(bundle.content().summary()).isEqualTo("2 alerts, worst: HIGH 4 West bed 12: a deficit persists.");
        assertThat(bundle.alert().priority()).isEqualTo(Priority.HIGH);
        assertThat(bundle.alert()).isEqualTo(high.alert());
        assertThat(bundle.also())
                .extracting(OutgoingPage.AlertName::name)
                .containsExactly(medium.alert().name());
        assertThat(bundle.content().text())
                .containsSubsequence(
                        bundle.content().summary(),
                        high.content().summary(),
                        medium.content().summary());
    }

    @Test
    void shouldCountWhatAPageTellsOfBesideItsOwnAlert() {
        PageRequest two = PageRequest.newBuilder(Pages.request("c", 1).build())
                .setAlso(List.of(PageAlert.newBuilder()
                        .setAlertId("c/other")
                        .setCode(AlertCode.EXAM_INCOMPLETE)
                        .setPriority(Priority.MEDIUM)
                        .setDueAt(Pages.REQUESTED_AT)
                        .build()))
                .build();

        OutgoingPage bundle = Bundle.of(List.of(Pages.outgoing(two, "mail"), medium), Pages.ids());

        assertThat(bundle.content().summary()).startsWith("3 alerts, worst: HIGH");
        assertThat(bundle.also()).hasSize(2);
    }

    @Test
    void shouldCutASummaryThatIsTooLongAndSaySo() {
        OutgoingPage longest = page("a", Priority.HIGH, "HIGH " + "x".repeat(155));

        String summary =
                Bundle.of(List.of(longest, medium), Pages.ids()).content().summary();

        assertThat(summary).hasSize(160).endsWith("…");
    }

    /** An answer is to one page: a link of one is no answer to the others. */
    @Test
    void shouldGiveEachPageItsOwnLink() {
        String text = Bundle.of(List.of(linked("a"), linked("b")), Pages.ids())
                .content()
                .text();

        assertThat(text).contains("https://answers/a").contains("https://answers/b");
    }

    private static OutgoingPage page(String patient, Priority priority, String summary) {
        return Pages.outgoing(
                Pages.request(patient, 1)
                        .setPriority(priority)
                        .setSummary(summary)
                        .setText(summary + "\nDo: examine")
                        .build(),
                "mail");
    }

    private static OutgoingPage linked(String patient) {
        Recipient.Way way = new Recipient.Way("mail", "dr-7@mail");
        Recipient person = new Recipient("dr-7", true, List.of(), List.of(way));
        return OutgoingPage.of(
                Pages.request(patient, 1).build(), person, way, URI.create("https://answers/" + patient), Pages.ids());
    }
}
