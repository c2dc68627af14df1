package org.blockwatch.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.blockwatch.event.PageRequest;
import org.junit.jupiter.api.Test;

class PageIdsTest {

    private final PageIds ids = Pages.ids();

    @Test
    void shouldKeepTheIdWhenTheSamePageIsTriedAgain() {
        PageRequest first = Pages.request("4711", 1).build();
        PageRequest again = Pages.request("4711", 1)
                .setAttempt(2)
                .setChannel("webhook")
                .setRequestedAt(Pages.REQUESTED_AT.plusSeconds(30))
                .build();

        assertThat(ids.attempt(again, "webhook")).isEqualTo(ids.attempt(first, "webhook"));
    }

    @Test
    void shouldGiveAnotherIdToAnotherStepChannelOrRecipient() {
        PageRequest page = Pages.request("4711", 1).build();

        assertThat(List.of(
                        ids.attempt(page, "webhook"),
                        ids.attempt(page, "console"),
                        ids.attempt(Pages.request("4711", 2).build(), "webhook"),
                        ids.attempt(
                                Pages.request("4711", 1)
                                        .setRoles(List.of("charge nurse"))
                                        .build(),
                                "webhook")))
                .doesNotHaveDuplicates();
    }

    /** The secret part of the ids is all that keeps record numbers from being found by trying. */
    @Test
    void shouldDependOnTheKey() {
        PageRequest page = Pages.request("4711", 1).build();

        assertThat(new PageIds(new byte[] {9}).attempt(page, "webhook")).isNotEqualTo(ids.attempt(page, "webhook"));
        assertThat(new PageIds(new byte[] {9}).alert("a")).isNotEqualTo(ids.alert("a"));
    }

    /** Standard Webhooks: no full stop in an id, or two messages could have one signature. */
    @Test
    void shouldBeMadeOfPlainLettersAndSayNothingOfThePatient() {
        OutgoingPage page = Pages.outgoing("4711", 1, "webhook");

        assertThat(page.attemptId()).matches("page_[A-Za-z0-9_-]{24}");
        assertThat(page.alert()).matches("alert_[A-Za-z0-9_-]{24}");
        assertThat(page.toString()).doesNotContain("4711").doesNotContain("dr-7");
    }
}
