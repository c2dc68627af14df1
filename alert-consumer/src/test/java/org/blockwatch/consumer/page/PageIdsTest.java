package org.blockwatch.consumer.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.blockwatch.event.PageReason;
import org.junit.jupiter.api.Test;

class PageIdsTest {

    private static final PageKey PAGE = new PageKey("p", "a/1/1");

    private final PageIds ids = Pages.ids();

    @Test
    void shouldGiveAnotherIdToAnotherStepChannelOrRecipient() {
        assertThat(List.of(
                        ids.attempt(PAGE, "dr-7", "snpp", "4711"),
                        ids.attempt(new PageKey("q", "a/1/1"), "dr-7", "snpp", "4711"),
                        ids.attempt(new PageKey("p", "a/1/2"), "dr-7", "snpp", "4711"),
                        ids.attempt(PAGE, "dr-8", "snpp", "4711"),
                        ids.attempt(PAGE, "dr-7", "console", "4711"),
                        ids.attempt(PAGE, "dr-7", "snpp", "4712"),
                        ids.attempt(PAGE, "dr-7", "snpp", null),
                        ids.link(PAGE, "dr-7"),
                        ids.news("page_1", PageReason.ANSWERED),
                        ids.news("page_1", PageReason.ENDED),
                        ids.news("page_2", PageReason.ENDED)))
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

        assertThat(others.attempt(PAGE, "dr-7", "snpp", null)).isNotEqualTo(ids.attempt(PAGE, "dr-7", "snpp", null));
        assertThat(others.alert(new AlertKey("p", "a"))).isNotEqualTo(ids.alert(new AlertKey("p", "a")));
    }

    /** Standard Webhooks: no full stop in an id, or two messages could have one signature. */
    @Test
    void shouldBeMadeOfPlainLettersAndSayNothingOfThePatient() {
        OutgoingPage page = Pages.outgoing("4711", 1, "webhook");

        assertThat(page.attemptId()).matches("page_[A-Za-z0-9_-]{24}");
        assertThat(page.alert().name()).matches("alert_[A-Za-z0-9_-]{24}");
        assertThat(page.toString()).doesNotContain("4711").doesNotContain("dr-7");
    }
}
