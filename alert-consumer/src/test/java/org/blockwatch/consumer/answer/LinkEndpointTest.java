package org.blockwatch.consumer.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blockwatch.consumer.answer.AnswerHarness.ALERT_ID;
import static org.blockwatch.consumer.answer.AnswerHarness.NINE;
import static org.blockwatch.consumer.answer.AnswerHarness.NURSE;
import static org.blockwatch.consumer.answer.AnswerHarness.OTHER_ID;
import static org.blockwatch.consumer.answer.AnswerHarness.PAGE_ID;
import static org.blockwatch.consumer.answer.AnswerHarness.ROLES;
import static org.blockwatch.consumer.answer.AnswerHarness.alert;
import static org.blockwatch.consumer.answer.AnswerHarness.ended;
import static org.blockwatch.consumer.answer.AnswerHarness.page;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.blockwatch.event.AlertResponseKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkEndpointTest {

    private static final String TAKE = "answer=acknowledge";
    private static final String DECLINE = "answer=decline";

    private final AnswerHarness doors = new AnswerHarness();

    @BeforeEach
    void anAlert() {
        doors.hear(alert(ALERT_ID).build());
    }

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void shouldShowThePageAndChangeNothingHoweverOftenItIsLookedAt() {
        String link = doors.link(NURSE, page());

        for (int look = 0; look < 3; look++) {
            HttpResponse<String> shown = doors.get(link);
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.body())
                    .contains("<h1>4 West, bed 12</h1>", "Deficit persists 24 h", "since 10:00, 1 March")
                    .contains("knee extension 3 (L4) &lt;worse&gt;", "A block past 24 h is never normal.")
                    .contains("You answer as <strong>nurse-3</strong>", "value=\"acknowledge\"", "value=\"decline\"")
                    .doesNotContain("patient-7");
        }
        assertThat(doors.head(link).statusCode()).isEqualTo(200); // as some scanners do
        assertThat(doors.log).isEmpty();
    }

    @Test
    void shouldLetNoBrowserKeepFrameOrReferToThePageNorRunAnything() {
        HttpResponse<String> shown = doors.get(doors.link(NURSE, page()));

        assertThat(shown.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(shown.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(shown.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(shown.headers().firstValue("X-Robots-Tag").orElseThrow()).contains("noindex");
        assertThat(shown.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'");
        assertThat(shown.body()).doesNotContain("<script", " style=\"", " onclick");
    }

    @Test
    void shouldRecordAnAcknowledgementOfEveryAlertOfThePage() {
        doors.hear(alert(OTHER_ID).build());
        doors.clock.advanceTo(NINE.plusSeconds(90));

        HttpResponse<String> told = doors.form(doors.link(NURSE, page(OTHER_ID)), TAKE);

        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.body())
                .contains("Recorded at 10:01, 1 March", "nurse-3 took this on")
                .doesNotContain("<form");
        assertThat(doors.log).hasSize(2).allSatisfy(answer -> {
            assertThat(answer.getKind()).isEqualTo(AlertResponseKind.ACKNOWLEDGED);
            assertThat(answer.getBy()).isEqualTo("nurse-3");
            assertThat(answer.getPatientId()).isEqualTo("patient-7");
            assertThat(answer.getPageId()).isEqualTo(PAGE_ID);
            assertThat(answer.getVia()).isEqualTo("link");
            assertThat(answer.getOccurredAt()).isEqualTo(NINE.plusSeconds(90));
        });
        assertThat(doors.log).extracting("alertId").containsExactlyInAnyOrder(ALERT_ID, OTHER_ID);
    }

    @ParameterizedTest
    @CsvSource({
        TAKE + "," + TAKE + ",took this on",
        DECLINE + "," + TAKE + ",could not come",
        TAKE + "," + DECLINE + ",took this on"
    })
    void shouldAnswerOnceAndSayWhoAnsweredWhen(String first, String second, String said) {
        String link = doors.link(NURSE, page());
        doors.form(link, first);
        doors.clock.advanceTo(NINE.plusSeconds(600));

        HttpResponse<String> refused = doors.form(link, second);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("nurse-3 " + said).contains("10:00, 1 March with this link");
        assertThat(doors.get(link).body()).contains("nurse-3 " + said).doesNotContain("<form");
        assertThat(doors.log).hasSize(1);
    }

    @Test
    void shouldTakeALinkSentAgainOrOverAnotherChannelForTheSame() {
        String first = doors.link(NURSE, page());
        doors.clock.advanceTo(NINE.plusSeconds(60));
        String again = doors.link(NURSE, page());
        doors.form(first, TAKE);

        assertThat(again).isNotEqualTo(first);
        assertThat(doors.form(again, TAKE).statusCode()).isEqualTo(409);
        assertThat(doors.log).hasSize(1);
    }

    @Test
    void shouldRecordOneAnswerOfTwoAtTheSameMoment() {
        String link = doors.link(NURSE, page());
        CompletableFuture<Void> slow = new CompletableFuture<>();
        doors.logs = slow;
        CompletableFuture<HttpResponse<String>> one = doors.formAsync(link, TAKE);
        CompletableFuture<HttpResponse<String>> other = doors.formAsync(link, DECLINE);
        slow.completeOnTimeout(null, 300, TimeUnit.MILLISECONDS);

        assertThat(one.join().statusCode() + other.join().statusCode()).isEqualTo(200 + 409);
        assertThat(doors.log).hasSize(1);
    }

    @Test
    void shouldSayThatAnAlertHasEndedAndTakeNoAnswerToIt() {
        String link = doors.link(NURSE, page());
        doors.hear(ended(ALERT_ID, NINE.plusSeconds(300)));

        assertThat(doors.get(link).body())
                .contains("This alert ended at 10:05, 1 March: a new examination no longer supports it")
                .doesNotContain("<form");
        assertThat(doors.form(link, TAKE).statusCode()).isEqualTo(409);
        assertThat(doors.log).isEmpty();
    }

    @Test
    void shouldSayWhoElseHasTakenItOnAndStillTakeAnAnswer() {
        doors.form(doors.link(NURSE, page()), TAKE);

        String shown = doors.get(doors.link(ROLES, page())).body();

        assertThat(shown).contains("nurse-3 took this on at 10:00, 1 March.").contains("<form");
    }

    @Test
    void shouldAskForTheNameWhereThePageWasToARole() {
        String link = doors.link(ROLES, page());
        assertThat(doors.get(link).body()).contains("<label for=\"by\">Your name</label>");

        HttpResponse<String> nameless = doors.form(link, TAKE + "&by=+");
        assertThat(nameless.statusCode()).isEqualTo(422);
        assertThat(nameless.body()).contains("give your name").contains("<form");

        assertThat(doors.form(link, TAKE + "&by=Dr+O%27Hara+%3Cb%3E").body()).contains("Dr O&#39;Hara &lt;b&gt; took");
        assertThat(doors.log).extracting("by").containsExactly("Dr O'Hara <b>");
    }

    @Test
    void shouldRefuseAnExpiredLinkAndSayWhatToDo() {
        String link = doors.link(NURSE, page());
        doors.clock.advanceTo(NINE.plus(Duration.ofHours(12)).minusMillis(1));
        assertThat(doors.get(link).statusCode()).isEqualTo(200);

        doors.clock.advanceTo(NINE.plus(Duration.ofHours(12)));

        assertThat(doors.get(link).statusCode()).isEqualTo(410);
        assertThat(doors.form(link, TAKE).statusCode()).isEqualTo(410);
        assertThat(doors.form(link, TAKE).body()).contains("expired", "call the ward");
        assertThat(doors.log).isEmpty();
    }

    @Test
    void shouldRefuseALinkThatWasCutOffOrMadeUpAndSayWhatToDo() {
        String link = doors.link(NURSE, page());
        for (String broken : new String[] {link.substring(0, link.length() - 1), "/answer/x", link + "A"}) {
            assertThat(doors.get(broken).statusCode()).isEqualTo(404);
            assertThat(doors.form(broken, TAKE).body()).contains("copy the whole of it", "call the ward");
        }
        assertThat(doors.log).isEmpty();
    }

    @Test
    void shouldHonourALinkThatTheSecretBeforeSealed() {
        try (AnswerHarness before = new AnswerHarness(Map.of("link.secret", "the old secret of links"))) {
            assertThat(doors.get(before.link(NURSE, page())).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, same-origin, 200",
        "Origin, https://evil.example, 403",
        "Origin, https://pages.hospital, 403",
        "Origin, https://pages.hospital.example, 200",
        "Origin, null, 200"
    })
    void shouldTakeAnAnswerFromItsOwnPageOnly(String header, String value, int status) {
        assertThat(doors.form(doors.link(NURSE, page()), TAKE, header, value).statusCode())
                .isEqualTo(status);
        assertThat(doors.log).hasSize(status == 200 ? 1 : 0);
    }

    @Test
    void shouldSayThatNothingIsRecordedWhenKafkaDoesNotTakeItAndTakeItAfterwards() {
        String link = doors.link(NURSE, page());
        doors.logs = CompletableFuture.failedFuture(new IOException("no leader"));

        HttpResponse<String> failed = doors.form(link, TAKE);
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.body()).contains("not recorded. Try again").contains("<form");

        doors.logs = CompletableFuture.completedFuture(null);
        assertThat(doors.form(link, TAKE).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldTakeAnAnswerToAPageWhoseAlertItHasNeverHeardOf() {
        try (AnswerHarness fresh = new AnswerHarness()) {
            HttpResponse<String> told = fresh.form(fresh.link(NURSE, page()), TAKE);
            assertThat(told.statusCode()).isEqualTo(200);
            assertThat(fresh.log).hasSize(1);
        }
    }
}
