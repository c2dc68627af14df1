package org.blockwatch.bench.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.blockwatch.cli.ward.Arrival;
import org.blockwatch.event.BlockPerformed;
import org.blockwatch.event.StatementStatus;
import org.blockwatch.schemas.Topics;
import org.junit.jupiter.api.Test;

class HospitalFeedTest {
    private static final Instant END = Instant.parse("2026-03-01T12:00:00Z");
    private static final int PATIENTS = 1_000;
    private static final int RECORDS = 40_000;

    private final List<Arrival> all =
            new HospitalFeed(PATIENTS, PATIENTS + RECORDS, 7, END).arrivals().toList();
    private final List<Arrival> feed = all.subList(PATIENTS, all.size());

    @Test
    void shouldDrawTheSameStatementsFromTheSameSeed() {
        assertThat(new HospitalFeed(PATIENTS, PATIENTS + RECORDS, 7, END)
                        .arrivals()
                        .toList())
                .isEqualTo(all);
        assertThat(new HospitalFeed(PATIENTS, PATIENTS + RECORDS, 8, END)
                        .arrivals()
                        .toList())
                .isNotEqualTo(all);
    }

    @Test
    void shouldGiveEveryPatientABlockFirst() {
        assertThat(all.subList(0, PATIENTS))
                .allMatch(arrival -> arrival.value() instanceof BlockPerformed)
                .extracting(Arrival::patientId)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldHaveTheMixOfAHospital() {
        Map<Topics, Long> counts = feed.stream()
                .collect(Collectors.groupingBy(
                        arrival -> Topics.carrying(arrival.value().getClass()), Collectors.counting()));

        assertThat(share(counts.get(Topics.VITALS))).isCloseTo(0.80, within(0.01));
        assertThat(share(counts.get(Topics.ASSESSMENTS))).isCloseTo(0.18, within(0.01));
        assertThat(share(counts.get(Topics.BLOCKS))).isCloseTo(0.01, within(0.003));
        assertThat(share(counts.get(Topics.CARE_EVENTS))).isCloseTo(0.01, within(0.003));
        assertThat(share(count("status", StatementStatus.AMENDED))).isCloseTo(0.01, within(0.003));
    }

    @Test
    void shouldSendSomeOfItLateAndNoneOfItAheadOfItsTime() {
        long late = feed.stream()
                .filter(arrival -> occurredAt(arrival).isBefore(arrival.at().minus(Duration.ofMinutes(10))))
                .count();

        assertThat(share(late)).isCloseTo(0.055, within(0.01)); // 5 % and most revisions
        assertThat(feed).noneMatch(arrival -> occurredAt(arrival).isAfter(arrival.at()));
    }

    private static double share(long count) {
        return (double) count / RECORDS;
    }

    private long count(String field, Object value) {
        return feed.stream()
                .filter(arrival -> value.equals(field(arrival, field)))
                .count();
    }

    private static Instant occurredAt(Arrival arrival) {
        return (Instant) field(arrival, "occurredAt");
    }

    private static Object field(Arrival arrival, String name) {
        return arrival.value().get(arrival.value().getSchema().getField(name).pos());
    }
}
