package org.blockwatch.consumer.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.blockwatch.event.PageEvent;
import org.blockwatch.event.PageEventKind;
import org.blockwatch.event.PageOutcome;

class DeliveryProgressProperties {

    private static final Instant START = Instant.parse("2026-03-01T13:00:00Z");

    @Property
    void orderAndRepetitionChangeNothing(@ForAll("trails") List<PageEvent> trail, @ForAll Random random) {
        List<PageEvent> heard = new ArrayList<>(trail);
        heard.addAll(trail.subList(0, trail.size() / 2));
        Collections.shuffle(heard, random);

        assertThat(DeliveryProgress.of(heard)).isEqualTo(DeliveryProgress.of(trail));
    }

    @Property
    void itNeverGoesDown(@ForAll("trails") List<PageEvent> trail) {
        DeliveryProgress standing = DeliveryProgress.NONE;
        for (PageEvent event : trail) {
            DeliveryProgress next = standing.after(event);
            assertThat(next.rung()).isGreaterThanOrEqualTo(standing.rung());
            standing = next;
        }
    }

    @Example
    void whatWasReadStaysReadThoughTheChannelSaysLaterThatItAcceptedAndFailed() {
        List<PageEvent> trail = List.of(
                event(PageEventKind.REQUESTED, PageOutcome.OK, 0),
                event(PageEventKind.READ, PageOutcome.OK, 2),
                event(PageEventKind.ACCEPTED, PageOutcome.OK, 1),
                event(PageEventKind.FAILED, PageOutcome.TIMEOUT, 3),
                event(PageEventKind.ACKNOWLEDGED, PageOutcome.STALE_ANSWER, 4));

        assertThat(DeliveryProgress.of(trail))
                .isEqualTo(new DeliveryProgress(DeliveryProgress.Rung.READ, START.plusSeconds(2)));
    }

    @Provide
    Arbitrary<List<PageEvent>> trails() {
        return Combinators.combine(
                        Arbitraries.of(PageEventKind.class),
                        Arbitraries.of(PageOutcome.OK, PageOutcome.STALE_ANSWER, PageOutcome.ASSESSED),
                        Arbitraries.integers().between(0, 20))
                .as(DeliveryProgressProperties::event)
                .list()
                .ofMaxSize(12);
    }

    private static PageEvent event(PageEventKind kind, PageOutcome outcome, int second) {
        return PageEvent.newBuilder()
                .setPageId("p/1/1")
                .setAlertId("p")
                .setPatientId("p")
                .setTier(1)
                .setStep(1)
                .setKind(kind)
                .setOutcome(outcome)
                .setAt(START.plusSeconds(second))
                .build();
    }
}
