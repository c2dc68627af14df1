package org.blockwatch.cli.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.cli.why.TrailExamples.ALERT;
import static org.blockwatch.cli.why.TrailExamples.FIRST;
import static org.blockwatch.cli.why.TrailExamples.SECOND;
import static org.blockwatch.cli.why.TrailExamples.alert;
import static org.blockwatch.cli.why.TrailExamples.answer;
import static org.blockwatch.cli.why.TrailExamples.at;
import static org.blockwatch.cli.why.TrailExamples.attempt;
import static org.blockwatch.cli.why.TrailExamples.decision;
import static org.blockwatch.cli.why.TrailExamples.page;
import static org.blockwatch.event.PageEventKind.ACCEPTED;
import static org.blockwatch.event.PageEventKind.ACKNOWLEDGED;
import static org.blockwatch.event.PageEventKind.DECLINED;
import static org.blockwatch.event.PageEventKind.ESCALATED;
import static org.blockwatch.event.PageEventKind.FAILED;
import static org.blockwatch.event.PageEventKind.NOTED;
import static org.blockwatch.event.PageEventKind.REQUESTED;
import static org.blockwatch.event.PageEventKind.RESUMED;
import static org.blockwatch.event.PageEventKind.SUPPRESSED;
import static org.blockwatch.event.PageEventKind.UNDELIVERABLE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.blockwatch.event.AlertCode;
import org.blockwatch.event.AlertPhase;
import org.blockwatch.event.AlertResponseKind;
import org.blockwatch.event.EndReason;
import org.blockwatch.event.PageAlert;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlertStoryTest {

    /** Nobody answers, a way fails, the second tier takes it on and does nothing, the ladder goes on, it ends. */
    private static final List<SpecificRecord> NIGHT = List.of(
            alert(AlertPhase.START, Priority.HIGH, at(0, 0)).build(),
            page(1, 1, PageReason.ALERT_STARTED, FIRST, at(0, 0)).build(),
            decision(REQUESTED, PageOutcome.OK, 1, 1, at(0, 0))
                    .setNextAt(at(5, 0))
                    .build(),
            attempt(ACCEPTED, PageOutcome.OK, 1, 1, "dr-a", "webhook", at(0, 1))
                    .setLatencyMs(120L)
                    .setProviderId("m-77")
                    .build(),
            attempt(FAILED, PageOutcome.TIMEOUT, 1, 1, "dr-b", "pagerduty", at(0, 10))
                    .setLatencyMs(10_000L)
                    .setDetail("no answer within 10 s")
                    .build(),
            attempt(ACCEPTED, PageOutcome.OK, 1, 1, "dr-b", "smtp", at(0, 11)).build(),
            page(1, 1, PageReason.RETRY, FIRST, at(0, 20))
                    .setAttempt(2)
                    .setRecipient("dr-b")
                    .setChannel("pagerduty")
                    .build(),
            decision(REQUESTED, PageOutcome.OK, 1, 1, at(0, 20))
                    .setAttempt(2)
                    .setNextAt(at(5, 0))
                    .build(),
            attempt(ACCEPTED, PageOutcome.OK, 1, 1, "dr-b", "pagerduty", at(0, 21))
                    .setAttempt(2)
                    .build(),
            decision(ESCALATED, PageOutcome.OK, 2, 2, at(5, 0))
                    .setNextAt(at(10, 0))
                    .build(),
            page(2, 2, PageReason.NOT_ANSWERED, SECOND, at(5, 0)).build(),
            decision(REQUESTED, PageOutcome.OK, 2, 2, at(5, 0))
                    .setNextAt(at(10, 0))
                    .build(),
            attempt(ACCEPTED, PageOutcome.OK, 2, 2, "rn-c", "webhook", at(5, 1))
                    .setBundle("bundle_1")
                    .build(),
            answer(AlertResponseKind.ACKNOWLEDGED, "rn-c", at(6, 30))
                    .setVia("link")
                    .build(),
            decision(ACKNOWLEDGED, PageOutcome.OK, 2, 2, at(6, 31))
                    .setRecipient("rn-c")
                    .setNextAt(at(36, 30))
                    .build(),
            decision(RESUMED, PageOutcome.OK, 3, 3, at(36, 30))
                    .setNextAt(at(41, 30))
                    .build(),
            page(3, 3, PageReason.ACK_WITHOUT_ACTION, List.of("rapid response"), at(36, 30))
                    .build(),
            decision(REQUESTED, PageOutcome.OK, 3, 3, at(36, 30))
                    .setNextAt(at(41, 30))
                    .build(),
            attempt(ACCEPTED, PageOutcome.OK, 3, 3, "rrt", "snpp", at(36, 31)).build(),
            alert(AlertPhase.END, Priority.HIGH, at(40, 0))
                    .setEndReason(EndReason.RECOVERED)
                    .build());

    @Test
    void shouldTellANightAsANurseManagerReadsIt() throws IOException {
        assertThat(story(NIGHT, at(60, 0)).text()).isEqualTo(resource("a-night.txt"));
    }

    @Test
    void shouldTellTheSameStoryInWhateverOrderTheRecordsAreRead() {
        var shuffled = new ArrayList<>(
                NIGHT.stream().filter(record -> !(record instanceof PageEvent)).toList());
        Collections.shuffle(shuffled, new Random(7));
        shuffled.addAll(NIGHT.stream().filter(PageEvent.class::isInstance).toList()); // one topic, one order
        assertThat(story(shuffled, at(60, 0)).text())
                .isEqualTo(story(NIGHT, at(60, 0)).text());
    }

    @Test
    void shouldTellTimesOfANightOnWhichTheClocksChangeWithTheirZone() {
        var beforeTheChange = Instant.parse("2026-03-29T00:59:59Z");
        var london = new AlertStory(
                Trail.of(
                        ALERT,
                        List.of(
                                alert(AlertPhase.START, Priority.HIGH, beforeTheChange)
                                        .build(),
                                alert(AlertPhase.END, Priority.HIGH, beforeTheChange.plusSeconds(1))
                                        .build())),
                beforeTheChange,
                ZoneId.of("Europe/London"));
        assertThat(london.text()).contains("29 Mar 2026 00:59:59 GMT", "29 Mar 2026 02:00:00 BST");
    }

    @Test
    void shouldSayWhyAPersonWasNotPaged() throws IOException {
        assertThat(story(NIGHT, at(60, 0)).text("dr-z")).isEqualTo(resource("not-dr-z.txt"));
    }

    @ParameterizedTest
    @MethodSource
    void shouldSayWhatStoodBetweenAPersonAndAPage(String expected, List<SpecificRecord> records) {
        assertThat(story(records, at(2, 0)).text("dr-a").replaceAll("\\s+", " "))
                .contains(expected);
    }

    static Stream<Arguments> shouldSayWhatStoodBetweenAPersonAndAPage() {
        var start = alert(AlertPhase.START, Priority.HIGH, at(0, 0)).build();
        var page = page(1, 1, PageReason.ALERT_STARTED, FIRST, at(0, 0)).build();
        return Stream.of(
                Arguments.of(
                        "not sent: the recipient has quiet hours and this was not urgent enough to break them",
                        List.of(
                                start,
                                page,
                                attempt(SUPPRESSED, PageOutcome.QUIET_HOURS, 1, 1, "dr-a", "smtp", at(0, 0))
                                        .build())),
                Arguments.of(
                        "not sent: a person had acknowledged the alert",
                        List.of(
                                start,
                                page,
                                attempt(SUPPRESSED, PageOutcome.ALREADY_ACKNOWLEDGED, 1, 1, "dr-a", "smtp", at(0, 1))
                                        .build())),
                Arguments.of(
                        "not got through: the other side refused it",
                        List.of(
                                start,
                                page,
                                attempt(UNDELIVERABLE, PageOutcome.REJECTED, 1, 1, "dr-a", "smtp", at(0, 1))
                                        .build())),
                Arguments.of(
                        "It went in one message with others to the same person",
                        List.of(
                                start,
                                page,
                                attempt(ACCEPTED, PageOutcome.OK, 1, 1, "dr-a", "smtp", at(1, 0))
                                        .setBundle("x")
                                        .build())),
                Arguments.of(
                        "Nobody was paged: alerts of this priority stand on the ward board and page nobody",
                        List.of(
                                start,
                                decision(SUPPRESSED, PageOutcome.BOARD_ONLY, 1, 1, at(0, 0))
                                        .build())),
                Arguments.of(
                        "Page 1 (tier 1: proceduralist and anaesthetist on call): nobody held these roles",
                        List.of(
                                start,
                                page,
                                decision(UNDELIVERABLE, PageOutcome.NO_RECIPIENT, 1, 1, at(0, 1))
                                        .build())),
                Arguments.of(
                        "There was no roster, so pages named roles and not people",
                        List.of(
                                start,
                                page,
                                attempt(ACCEPTED, PageOutcome.OK, 1, 1, "charge nurse", "console", at(0, 1))
                                        .setRosterVersion("")
                                        .build())));
    }

    @Test
    void shouldTellWhichPageCarriedAnAlertThatHadNoneOfItsOwn() {
        var other = page(1, 1, PageReason.ALERT_STARTED, FIRST, at(0, 0))
                .setAlertId("b1/RED_FLAG_MRI/1")
                .setPageId("b1/RED_FLAG_MRI/1/1/1")
                .setCode(AlertCode.RED_FLAG_MRI)
                .setAlso(List.of(PageAlert.newBuilder()
                        .setAlertId(ALERT)
                        .setCode(AlertCode.DEFICIT_PERSISTS_4H)
                        .setPriority(Priority.HIGH)
                        .setDueAt(at(0, 0))
                        .build()))
                .build();
        var story = story(
                List.of(
                        alert(AlertPhase.START, Priority.HIGH, at(0, 0)).build(),
                        other,
                        decision(SUPPRESSED, PageOutcome.TOLD_TOGETHER, 1, 1, at(0, 0))
                                .setNextAt(at(5, 0))
                                .build(),
                        attempt(ACCEPTED, PageOutcome.OK, 1, 1, "dr-a", "webhook", at(0, 1))
                                .setAlertId("b1/RED_FLAG_MRI/1")
                                .setPageId("b1/RED_FLAG_MRI/1/1/1")
                                .build()),
                at(1, 0));
        assertThat(story.text().replaceAll("\\s+", " "))
                .contains("it was told in the page about Red flag for compression of the cauda equina [RED_FLAG_MRI]")
                .contains("Page 1 for dr-a was taken by webhook");
        assertThat(story.text("dr-a")).contains("Yes:");
    }

    @Test
    void shouldTellWhatBecameOfAnswersThatStopNothing() {
        var told = story(
                        List.of(
                                alert(AlertPhase.START, Priority.HIGH, at(0, 0)).build(),
                                decision(ACKNOWLEDGED, PageOutcome.STALE_ANSWER, 1, 2, at(1, 0))
                                        .setRecipient("dr-a")
                                        .setNextAt(at(5, 0))
                                        .build(),
                                decision(DECLINED, PageOutcome.STALE_ANSWER, 1, 2, at(2, 0))
                                        .setRecipient("dr-b")
                                        .build(),
                                decision(NOTED, PageOutcome.OK, 1, 2, at(3, 0))
                                        .setRecipient("dr-c")
                                        .build()),
                        at(4, 0))
                .text()
                .replaceAll("\\s+", " ");
        assertThat(told)
                .contains("The acknowledgement by dr-a changes nothing: it answers an earlier page")
                .contains("That dr-b declined changes nothing")
                .contains("The closing note by dr-c was kept. It stops nothing");
    }

    @Test
    void shouldSayThatALadderIsLate() {
        var records = List.<SpecificRecord>of(
                alert(AlertPhase.START, Priority.HIGH, at(0, 0)).build(),
                decision(REQUESTED, PageOutcome.OK, 1, 1, at(0, 0))
                        .setNextAt(at(5, 0))
                        .build());
        assertThat(story(records, at(4, 0)).text())
                .contains("At 1 Mar 2026 13:05:00 UTC the ladder acts again, unless a person acknowledges by then");
        assertThat(story(records, at(7, 0)).text()).contains("nothing is recorded of that: it is late.");
    }

    @Test
    void shouldGiveTheRecordBehindEachSentenceAsJson() {
        var lines = story(NIGHT, at(60, 0)).json().lines().toList();
        assertThat(lines).hasSize(NIGHT.size() - 4); // a request is told together with the decision that asked for it
        assertThat(lines.get(0))
                .startsWith("{\"at\":\"2026-03-01T13:00:00Z\",\"text\":\"The alert began, HIGH priority.\"")
                .contains("\"type\":\"Alert\",\"record\":{\"alertId\":\"" + ALERT);
    }

    private static AlertStory story(List<SpecificRecord> records, Instant now) {
        return new AlertStory(Trail.of(ALERT, records), now, ZoneId.of("UTC"));
    }

    private static String resource(String name) throws IOException {
        try (var text = AlertStoryTest.class.getResourceAsStream("/why/" + name)) {
            return text == null ? "" : new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
