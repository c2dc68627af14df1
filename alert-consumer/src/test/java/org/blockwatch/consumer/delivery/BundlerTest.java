package org.blockwatch.consumer.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.blockwatch.consumer.delivery.DeliveryHarness.FAILED;
import static org.blockwatch.consumer.delivery.DeliveryHarness.person;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.blockwatch.consumer.page.Pages;
import org.blockwatch.consumer.roster.OnCall;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.event.Priority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes to a person at once, and what waits. */
@Timeout(120)
class BundlerTest {

    private static final Duration WINDOW = Duration.ofSeconds(60);

    private final DeliveryHarness desk = new DeliveryHarness();
    private final DeliveryHarness restarted = new DeliveryHarness();

    @AfterEach
    void close() {
        desk.close();
        restarted.close();
    }

    @Test
    void shouldSendAPersonsFurtherPagesAsOneMessageWhenTheWindowCloses() {
        desk.finishes(medium("a"));
        CompletableFuture<Boolean> b = desk.comes(medium("b"));
        CompletableFuture<Boolean> c = desk.comes(medium("c"));
        desk.pass(WINDOW.minusMillis(1));
        assertThat(desk.webhook.got).hasSize(1);

        desk.pass(Duration.ofMillis(1));
        await().until(() -> b.isDone() && c.isDone());

        assertThat(desk.webhook.got).hasSize(2).last().satisfies(message -> {
            assertThat(message.content().summary()).startsWith("2 alerts, worst: MEDIUM");
            assertThat(message.also()).hasSize(1);
            assertThat(desk.trail)
                    .extracting(PageEvent::getPatientId, PageEvent::getOutcome, PageEvent::getBundle)
                    .containsExactlyInAnyOrder(
                            tuple("a", PageOutcome.OK, null),
                            tuple("b", PageOutcome.OK, message.attemptId()),
                            tuple("c", PageOutcome.OK, message.attemptId()));
        });
        assertThat(desk.trail).extracting(PageEvent::getAttemptId).doesNotHaveDuplicates();
    }

    @Test
    void shouldLeaveOutWhatIsNotNeededAnyMoreWhenTheWindowCloses() {
        desk.finishes(medium("a"));
        CompletableFuture<Boolean> b = desk.comes(medium("b"));
        CompletableFuture<Boolean> c = desk.comes(medium("c"));
        desk.pipeline.heard(acknowledged(medium("b")));
        desk.pass(WINDOW);
        await().until(() -> b.isDone() && c.isDone());

        assertThat(desk.trail)
                .extracting(PageEvent::getPatientId, PageEvent::getOutcome)
                .contains(tuple("b", PageOutcome.ALREADY_ACKNOWLEDGED), tuple("c", PageOutcome.OK));
        assertThat(desk.webhook.got).last().satisfies(message -> {
            assertThat(message.also()).isEmpty();
            assertThat(desk.trail).extracting(PageEvent::getBundle).containsOnlyNulls();
        });
    }

    @Test
    void shouldLetARiseToHighAndARetryBreakThrough() {
        desk.finishes(medium("a"));

        desk.finishes(Pages.request("b", 1).build());
        desk.finishes(Pages.request("c", 1)
                .setPriority(Priority.MEDIUM)
                .setReason(PageReason.RETRY)
                .setAttempt(2)
                .setRecipient("dr-7")
                .setChannel("webhook")
                .build());
        CompletableFuture<Boolean> climbed = desk.comes(
                Pages.request("d", 2).setReason(PageReason.NOT_ANSWERED).build());

        assertThat(desk.webhook.got).hasSize(3);
        assertThat(climbed).isNotDone();
    }

    @Test
    void shouldNotMakeAPersonWaitForWhatHasNotReachedThem() {
        desk.webhook.answer = sent -> FAILED;
        desk.mail.answer = sent -> FAILED;
        desk.finishes(medium("a"));
        desk.mail.answer = sent -> DeliveryHarness.ACCEPTED;

        CompletableFuture<Boolean> b = desk.comes(medium("b"));

        await().until(() -> {
            desk.pass(Duration.ofMillis(1)); // that nobody was reached is noticed in another thread
            return b.isDone();
        });
        assertThat(desk.mail.got).hasSize(2);
    }

    /** Pages that waited are read again, and since when the person has been told, the trail tells. */
    @Test
    void shouldNotFloodAPersonAfterARestart() {
        desk.finishes(medium("a"));
        desk.comes(medium("b"));

        restarted.heard(desk.trail).pass(Duration.ofSeconds(10));
        restarted.finishes(medium("a"));
        CompletableFuture<Boolean> b = restarted.comes(medium("b"));
        CompletableFuture<Boolean> c = restarted.comes(medium("c"));
        restarted.pass(Duration.ofSeconds(49));
        assertThat(restarted.webhook.got).isEmpty();

        restarted.pass(Duration.ofSeconds(1));
        await().until(() -> b.isDone() && c.isDone());
        assertThat(restarted.webhook.got).hasSize(1);
    }

    @Test
    void shouldGiveUpWhatWaitsWithItsPartition() {
        desk.finishes(medium("a"));
        CompletableFuture<Boolean> b = desk.comes(medium("b"));

        desk.pipeline.giveUp(List.of(DeliveryHarness.FROM));
        desk.pass(WINDOW);

        assertThat(b).isCompletedWithValue(false);
        assertThat(desk.webhook.got).hasSize(1);
    }

    /** Where a person is reached differently when it is urgent, that stays so. */
    @Test
    void shouldSendOneMessageForEachSetOfWays() {
        desk.roster =
                call -> List.of(call.priority() == Priority.HIGH ? person("dr-7", "webhook") : person("dr-7", "mail"));
        desk.finishes(medium("a"));
        CompletableFuture<Boolean> b = desk.comes(medium("b"));
        CompletableFuture<Boolean> c =
                desk.comes(Pages.request("c", 2).setReason(PageReason.REPEAT).build());
        desk.pass(WINDOW);
        await().until(() -> b.isDone() && c.isDone());

        assertThat(desk.webhook.got).hasSize(1);
        assertThat(desk.mail.got).hasSize(2);
    }

    @Test
    void shouldBundleNothingWithoutARoster() {
        desk.roster = OnCall.roles(List.of("webhook", "mail"))::recipients;

        desk.finishes(medium("a"));
        desk.finishes(medium("b"));

        assertThat(desk.webhook.got).extracting(page -> page.to().recipient()).hasSize(2);
        assertThat(desk.mail.got).hasSize(2);
    }

    private static PageRequest medium(String patient) {
        return Pages.request(patient, 1)
                .setPriority(Priority.MEDIUM)
                .setSummary("MEDIUM 4 West bed 12: examine.")
                .build();
    }

    private static PageEvent acknowledged(PageRequest page) {
        return PageEvent.newBuilder()
                .setPageId(page.getPageId())
                .setPatientId(page.getPatientId())
                .setAlertId(page.getAlertId())
                .setKind(PageEventKind.ACKNOWLEDGED)
                .setOutcome(PageOutcome.OK)
                .setTier(1)
                .setStep(1)
                .setAnswerOffset(7)
                .setAt(Pages.REQUESTED_AT)
                .build();
    }
}
