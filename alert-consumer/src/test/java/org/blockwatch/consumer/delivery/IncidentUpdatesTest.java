package org.blockwatch.consumer.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.blockwatch.consumer.channel.IncidentNews;
import org.blockwatch.consumer.page.PageKey;
import org.blockwatch.consumer.page.Pages;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a channel that keeps incidents is told of them. */
@Timeout(120)
class IncidentUpdatesTest {

    private final DeliveryHarness desk = new DeliveryHarness();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void shouldTellAChannelOfAnIncidentInOrder() {
        CountDownLatch busy = new CountDownLatch(1);
        desk.webhook.answerToNews = news -> {
            if (!news.ended()) {
                awaitUninterruptibly(busy);
            }
            return DeliveryHarness.ACCEPTED;
        };

        CompletableFuture<Boolean> answered = desk.comes(followUp(PageReason.ANSWERED));
        CompletableFuture<Boolean> ended = desk.comes(followUp(PageReason.ENDED));
        await().until(() -> desk.webhook.told.size() == 1);
        assertThat(ended).isNotDone();
        busy.countDown();
        await().until(() -> answered.isDone() && ended.isDone());

        String attemptId = Pages.ids()
                .attempt(new PageKey("p", "implicit:p/DEFICIT_PERSISTS_4H/1/1/1"), "dr-7", "webhook", "dr-7@webhook");
        assertThat(desk.webhook.told)
                .containsExactly(
                        new IncidentNews(attemptId, "service-1", false),
                        new IncidentNews(attemptId, "service-1", true));
        assertThat(desk.trail).allSatisfy(event -> {
            assertThat(event.getKind()).isEqualTo(PageEventKind.ACCEPTED);
            assertThat(event.getAttemptId()).isNotEqualTo(attemptId);
        });
    }

    @Test
    void shouldRecordThatTellingFailedSoThatTheLadderAsksAgain() {
        desk.webhook.answerToNews = news -> DeliveryHarness.FAILED;

        desk.finishes(followUp(PageReason.ENDED));

        assertThat(desk.trail).extracting(PageEvent::getKind).containsExactly(PageEventKind.FAILED);
    }

    @Test
    void shouldNotTellAgainWhatIsRecorded() {
        desk.finishes(followUp(PageReason.ENDED));

        desk.heard(desk.trail).finishes(followUp(PageReason.ENDED));

        assertThat(desk.webhook.told).hasSize(1);
    }

    /** One message, one incident: it is over when all it tells of is. */
    @Test
    void shouldTellOfPagesInOneMessageWhenTheLastOfThemIsAnsweredOrOver() {
        desk.heard(List.of(bundled("p"), bundled("q")));

        desk.finishes(followUp("p", PageReason.ANSWERED));
        assertThat(desk.webhook.told).isEmpty();
        assertThat(desk.trail).last().extracting(PageEvent::getOutcome).isEqualTo(PageOutcome.BUNDLED);

        desk.finishes(followUp("q", PageReason.ANSWERED));
        desk.finishes(followUp("p", PageReason.ENDED));
        desk.finishes(followUp("q", PageReason.ENDED));
        assertThat(desk.webhook.told)
                .containsExactly(
                        new IncidentNews("bundle_1", "service-1", false),
                        new IncidentNews("bundle_1", "service-1", true));
    }

    /** Release 0.2.0 did not say which attempt had opened an incident, and had other ids. */
    @Test
    void shouldTellOfAnIncidentThatAnEarlierReleaseHasOpened() {
        PageRequest old = PageRequest.newBuilder(followUp(PageReason.ENDED))
                .setAttemptId(null)
                .build();

        desk.finishes(old);

        assertThat(desk.webhook.told)
                .containsExactly(new IncidentNews(
                        Pages.ids().attemptOfRelease2(old.getPageId(), "dr-7", "webhook"), "service-1", true));
    }

    private static PageEvent bundled(String patient) {
        PageRequest page = Pages.request(patient, 1).build();
        return PageEvent.newBuilder()
                .setPageId(page.getPageId())
                .setAttemptId(Pages.ids().attempt(PageKey.of(page), "dr-7", "webhook", "dr-7@webhook"))
                .setAlertId(page.getAlertId())
                .setPatientId(patient)
                .setKind(PageEventKind.ACCEPTED)
                .setTier(1)
                .setStep(1)
                .setAt(Pages.REQUESTED_AT)
                .setRecipient("dr-7")
                .setChannel("webhook")
                .setBundle("bundle_1")
                .build();
    }

    private static PageRequest followUp(PageReason reason) {
        return followUp("p", reason);
    }

    private static PageRequest followUp(String patient, PageReason reason) {
        return Pages.request(patient, 1)
                .setReason(reason)
                .setRecipient("dr-7")
                .setChannel("webhook")
                .setAttemptId(Pages.ids()
                        .attempt(PageKey.of(Pages.request(patient, 1).build()), "dr-7", "webhook", "dr-7@webhook"))
                .setIncident("service-1")
                .build();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
