package org.blockwatch.consumer.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.blockwatch.event.PageReason;
import org.junit.jupiter.api.Test;

class PageIdsTest {

    private final PageIds ids = Pages.ids();

    @Test
    void shouldGiveAnotherIdToAnotherStepChannelOrRecipient() {
        assertThat(List.of(
                        ids.attempt("a/1/1", "dr-7", "webhook"),
                        ids.attempt("a/1/1", "dr-7", "console"),
                        ids.attempt("a/1/2", "dr-7", "webhook"),
                        ids.attempt("a/1/1", "dr-8", "webhook"),
                        ids.news("a/1/1", "dr-7", "webhook", PageReason.ANSWERED),
                        ids.news("a/1/1", "dr-7", "webhook", PageReason.ENDED)))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldGiveTheSameIdToTheSamePagesInOneMessageInWhateverOrder() {
        OutgoingPage one = Pages.outgoing("4711", 1, "webhook");
        OutgoingPage other = Pages.outgoing("4712", 1, "webhook");

        assertThat(ids.bundle(List.of(one, other))).isEqualTo(ids.bundle(List.of(other, one)));
        assertThat(ids.bundle(List.of(one, other))).isNotEqualTo(ids.bundle(List.of(one)));
    }

    /** The secret part of the ids is all that keeps record numbers from being found by trying. */
    @Test
    void shouldDependOnTheKey() {
        PageIds others = new PageIds(new byte[] {9});

        assertThat(others.attempt("a/1/1", "dr-7", "webhook")).isNotEqualTo(ids.attempt("a/1/1", "dr-7", "webhook"));
        assertThat(others.alert("a")).isNotEqualTo(ids.alert("a"));
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
