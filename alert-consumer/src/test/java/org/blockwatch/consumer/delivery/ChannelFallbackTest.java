package org.blockwatch.consumer.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.blockwatch.consumer.delivery.DeliveryHarness.ACCEPTED;
import static org.blockwatch.consumer.delivery.DeliveryHarness.FAILED;
import static org.blockwatch.consumer.delivery.DeliveryHarness.REFUSED;
import static org.blockwatch.consumer.delivery.DeliveryHarness.person;

import java.time.Duration;
import java.util.List;
import org.blockwatch.consumer.page.OutgoingPage;
import org.blockwatch.consumer.page.Pages;
import org.blockwatch.consumer.roster.Recipient;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;
import org.blockwatch.event.PageReason;
import org.blockwatch.event.PageRequest;
import org.blockwatch.schemas.Canary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From a request to whoever it is for, over whichever of their ways. */
@Timeout(120)
class ChannelFallbackTest {

    private final DeliveryHarness desk = new DeliveryHarness();
    private final DeliveryHarness restarted = new DeliveryHarness();
    private final PageRequest page = Pages.request("p", 1).build();

    @AfterEach
    void close() {
        desk.close();
        restarted.close();
    }

    @Test
    void shouldPageEverybodyOverTheirBestWayAlone() {
        desk.roster = call -> List.of(person("dr-7", "webhook", "mail"), person("nurse-3", "mail"));

        desk.finishes(page);

        assertThat(desk.trail)
                .extracting(PageEvent::getRecipient, PageEvent::getChannel, PageEvent::getKind)
                .containsExactlyInAnyOrder(
                        tuple("dr-7", "webhook", PageEventKind.ACCEPTED),
                        tuple("nurse-3", "mail", PageEventKind.ACCEPTED));
        assertThat(desk.trail).extracting(PageEvent::getRosterVersion).containsOnly("st-elsewhere/3");
        assertThat(desk.mail.got).extracting(page -> page.to().address()).containsExactly("nurse-3@mail");
        assertThat(desk.trail).extracting(PageEvent::getAttemptId).doesNotHaveDuplicates();
    }

    @Test
    void shouldGoOnOverTheNextWayWhenOneFailsOrRefuses() {
        desk.roster = call -> List.of(person("dr-7", "pigeon", "webhook", "mail"));
        desk.webhook.answer = sent -> FAILED;

        desk.finishes(page);

        assertThat(desk.trail)
                .extracting(PageEvent::getChannel, PageEvent::getKind, PageEvent::getOutcome)
                .containsExactly(
                        tuple("pigeon", PageEventKind.UNDELIVERABLE, PageOutcome.NO_RECIPIENT),
                        tuple("webhook", PageEventKind.FAILED, PageOutcome.SERVER_ERROR),
                        tuple("mail", PageEventKind.ACCEPTED, PageOutcome.OK));
    }

    /** Two pagers behind one gateway: the address is part of a way's identity. */
    @Test
    void shouldGoOnOverASecondAddressOfTheSameChannel() {
        desk.roster = call -> List.of(twoPagers());
        desk.webhook.answer = sent -> "first".equals(sent.to().address()) ? FAILED : ACCEPTED;

        desk.finishes(page);

        assertThat(desk.webhook.got).extracting(sent -> sent.to().address()).containsExactly("first", "second");
        assertThat(desk.trail)
                .extracting(PageEvent::getChannel, PageEvent::getKind)
                .containsExactly(tuple("webhook", PageEventKind.FAILED), tuple("webhook", PageEventKind.ACCEPTED));
        assertThat(desk.trail).extracting(PageEvent::getAttemptId).doesNotHaveDuplicates();
    }

    @Test
    void shouldTryAgainOnlyTheAddressThatFailed() {
        desk.roster = call -> List.of(twoPagers());
        desk.webhook.answer = sent -> "first".equals(sent.to().address()) ? FAILED : ACCEPTED;
        desk.finishes(page);
        desk.webhook.got.clear();

        PageRequest again = PageRequest.newBuilder(retry("dr-7", "webhook"))
                .setAttemptId(desk.trail.get(0).getAttemptId())
                .build();
        desk.heard(desk.trail).finishes(again);

        assertThat(desk.webhook.got).extracting(sent -> sent.to().address()).containsExactly("first");
    }

    private static Recipient twoPagers() {
        return new Recipient(
                "dr-7",
                true,
                List.of("proceduralist"),
                List.of(new Recipient.Way("webhook", "first"), new Recipient.Way("webhook", "second")));
    }

    @Test
    void shouldSayThatNobodyHoldsTheRoles() {
        desk.roster = call -> List.of();

        desk.finishes(page);

        assertThat(desk.trail).singleElement().satisfies(event -> {
            assertThat(event.getKind()).isEqualTo(PageEventKind.UNDELIVERABLE);
            assertThat(event.getOutcome()).isEqualTo(PageOutcome.NO_RECIPIENT);
            assertThat(event.getChannel()).isNull();
            assertThat(event.getAttemptId()).isEmpty();
        });
    }

    @Test
    void shouldSayThatNobodyIsReachedOnceEveryWayHasRefused() {
        desk.roster = call -> List.of(person("dr-7", "webhook", "mail"), person("nurse-3"));
        desk.webhook.answer = sent -> REFUSED;
        desk.mail.answer = sent -> REFUSED;

        desk.finishes(page);

        assertThat(desk.trail)
                .extracting(PageEvent::getChannel, PageEvent::getOutcome)
                .containsExactly(
                        tuple("webhook", PageOutcome.REJECTED),
                        tuple("mail", PageOutcome.REJECTED),
                        tuple(null, PageOutcome.NOBODY_REACHED));
    }

    /** The ladder asks for it again: it may still arrive. */
    @Test
    void shouldNotSayThatNobodyIsReachedWhileAWayHasOnlyFailed() {
        desk.webhook.answer = sent -> REFUSED;
        desk.mail.answer = sent -> FAILED;
        desk.finishes(page);
        assertThat(desk.trail).extracting(PageEvent::getChannel).containsExactly("webhook", "mail");

        desk.heard(desk.trail).mail.answer = sent -> REFUSED;
        desk.finishes(retry("dr-7", "mail"));
        assertThat(desk.trail).last().extracting(PageEvent::getOutcome).isEqualTo(PageOutcome.NOBODY_REACHED);
    }

    @Test
    void shouldGoOnWhereACrashHasEndedAWalk() {
        desk.webhook.answer = sent -> FAILED;
        desk.finishes(page);

        restarted.heard(desk.trail.subList(0, 1)).finishes(page);

        assertThat(restarted.webhook.got).isEmpty();
        assertThat(restarted.mail.got)
                .extracting(OutgoingPage::attemptId)
                .containsExactly(desk.trail.get(1).getAttemptId());
    }

    @Test
    void shouldSayThatNobodyIsReachedAfterACrashHasKeptItFromThat() {
        desk.webhook.answer = sent -> REFUSED;
        desk.mail.answer = sent -> REFUSED;
        desk.finishes(page);

        restarted.heard(desk.trail.subList(0, 2)).finishes(page);
        assertThat(restarted.trail).extracting(PageEvent::getOutcome).containsExactly(PageOutcome.NOBODY_REACHED);

        restarted.heard(restarted.trail).finishes(page);
        assertThat(restarted.trail).hasSize(1);
        assertThat(restarted.webhook.got).isEmpty();
    }

    @Test
    void shouldKeepToThoseWhoWereOnCallWhenAPageWasSentFirst() {
        desk.finishes(page);

        restarted.roster = call ->
                List.of(person(call.at().isAfter(Pages.REQUESTED_AT.plusSeconds(60)) ? "night" : "dr-7", "webhook"));
        restarted.heard(desk.trail).pass(Duration.ofHours(2));
        restarted.finishes(page);

        assertThat(restarted.webhook.got).isEmpty();
    }

    @Test
    void shouldPageNobodyWhomALaterRosterHasPutInTheirPlace() {
        desk.finishes(page);

        restarted.rosterVersion = "st-elsewhere/4";
        restarted.roster = call -> List.of(person("dr-8", "webhook"));
        restarted.heard(desk.trail).finishes(page);

        assertThat(restarted.webhook.got).isEmpty();
        assertThat(restarted.trail).isEmpty();
    }

    @Test
    void shouldTryOneWayAgainOverThatWayAlone() {
        desk.roster = call -> List.of(person("dr-7", "webhook", "mail"), person("nurse-3", "mail"));
        desk.mail.answer = sent -> FAILED;

        desk.finishes(retry("dr-7", "mail"));

        assertThat(desk.trail)
                .extracting(PageEvent::getRecipient, PageEvent::getChannel, PageEvent::getAttempt)
                .containsExactly(tuple("dr-7", "mail", 2));
        assertThat(desk.webhook.got).isEmpty();
    }

    @Test
    void shouldGiveUpAWayThatTheRosterDoesNotKnowAnyMore() {
        desk.finishes(retry("dr-7", "pigeon"));

        assertThat(desk.trail)
                .extracting(PageEvent::getRecipient, PageEvent::getChannel, PageEvent::getOutcome)
                .containsExactly(tuple("dr-7", "pigeon", PageOutcome.NO_RECIPIENT));
    }

    @Test
    void shouldLetPagesOfSyntheticPatientsOutToNobody() {
        desk.finishes(Pages.request(Canary.PREFIX + "1", 1).build());

        assertThat(desk.canary.got).hasSize(1);
        assertThat(desk.webhook.got).isEmpty();
        assertThat(desk.mail.got).isEmpty();
    }

    private static PageRequest retry(String recipient, String channel) {
        return Pages.request("p", 1)
                .setReason(PageReason.RETRY)
                .setAttempt(2)
                .setRecipient(recipient)
                .setChannel(channel)
                .build();
    }
}
