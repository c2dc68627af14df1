package org.blockwatch.streams.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.blockwatch.service.log.LogIds;
import org.blockwatch.streams.intake.FailureCounts;
import org.blockwatch.streams.timer.Timers.Budget;
import org.blockwatch.streams.timer.Timers.Kind;
import org.blockwatch.streams.timer.Timers.WakeUp;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TimersTest {
    private static final Instant T = Instant.parse("2026-03-01T09:00:00Z");

    private final CountedStore store = CountedStore.empty();
    private final FailureCounts failures = new FailureCounts(new SimpleMeterRegistry());
    private final List<String> woken = new ArrayList<>();
    private final WakeUp note = (id, now) -> {
        woken.add(id);
        return Optional.empty();
    };

    private Timers timers(Budget budget) {
        return new Timers(Kind.RECOVERY, store, budget, failures);
    }

    @Test
    void shouldWakeAtTheVeryInstantAndNotBefore() {
        Timers timers = timers(Budget.UNLIMITED);
        timers.wake("p", T);

        timers.fire(T.minusMillis(1), note);
        assertThat(woken).isEmpty();

        timers.fire(T, note);
        assertThat(woken).containsExactly("p");
    }

    @Test
    void shouldWriteNothingWhenAWakeUpMovesLater() {
        Timers timers = timers(Budget.UNLIMITED);
        timers.wake("p", T);
        int writes = store.writes();

        timers.wake("p", T.plusSeconds(900));

        assertThat(store.writes()).isEqualTo(writes);
    }

    @Test
    void shouldWakeOnceAtTheEarliestOfTheInstantsAskedFor() {
        Timers timers = timers(Budget.UNLIMITED);
        timers.wake("p", T.plusSeconds(2));
        timers.wake("p", T.plusSeconds(1));
        timers.wake("p", T.plusSeconds(3));

        timers.fire(T.plusSeconds(1), note);
        timers.fire(T.plusSeconds(10), note);

        assertThat(woken).containsExactly("p");
        assertThat(timers.size()).isZero();
    }

    @Test
    void shouldLeaveTheRestForTheNextTickWhenTheBudgetIsSpent() {
        Timers timers = timers(new Budget(2, Duration.ofDays(1)));
        for (int i = 0; i < 5; i++) {
            timers.wake("p" + i, T); // all at one instant: the watermark must not step over the rest
        }

        timers.fire(T, note);
        assertThat(woken).hasSize(2);
        timers.fire(T, note);
        timers.fire(T, note);
        assertThat(woken).containsExactlyInAnyOrder("p0", "p1", "p2", "p3", "p4");
    }

    @Test
    void shouldLeaveAllForTheNextTickWhenNoTimeIsLeft() {
        Timers timers = timers(new Budget(100, Duration.ofNanos(-1)));
        timers.wake("p", T);

        timers.fire(T.plusSeconds(5), note);
        assertThat(woken).isEmpty();

        timers(Budget.UNLIMITED).fire(T.plusSeconds(5), note);
        assertThat(woken).containsExactly("p");
    }

    @Test
    void shouldKeepKindsApart() {
        Timers recovery = timers(Budget.UNLIMITED);
        Timers ladders = new Timers(Kind.LADDER, store, Budget.UNLIMITED, failures);
        ladders.wake("ladder", T);
        recovery.wake("patient", T.plusSeconds(1));

        assertThat(Timers.earliest(store)).contains(T);
        recovery.fire(T.plusSeconds(1), note);

        assertThat(woken).containsExactly("patient");
        assertThat(ladders.size()).isEqualTo(1);
    }

    @Test
    void shouldNotWalkOverWhatHasFired() {
        Timers timers = timers(Budget.UNLIMITED);
        for (int minute = 0; minute < 600; minute++) {
            timers.wake("p", T.plusSeconds(60L * minute));
            timers.fire(T.plusSeconds(60L * minute), note);
        }
        timers(Budget.UNLIMITED).fire(T.plusSeconds(60L * 600), note);

        assertThat(store.lowestRangeStart()).isAfter(T.plusSeconds(60L * 597));
    }

    @Test
    void shouldPutOffAWakeUpThatAlwaysFailsSoThatTheOthersAreServed() {
        WakeUp faulty = (id, now) -> {
            if (id.equals("bad")) {
                throw new IllegalStateException("defect");
            }
            return note.at(id, now);
        };
        timers(Budget.UNLIMITED).wake("bad", T);
        timers(Budget.UNLIMITED).wake("good", T.plusMillis(1));
        for (int attempt = 0; attempt < 2; attempt++) {
            CountedStore undone = store.copy(); // the transaction of a task that fails is undone
            Timers timers = new Timers(Kind.RECOVERY, undone, Budget.UNLIMITED, failures);
            assertThatThrownBy(() -> timers.fire(T.plusSeconds(1), faulty)).hasMessage("defect");
        }

        Timers timers = timers(Budget.UNLIMITED);
        timers.fire(T.plusSeconds(1), faulty);

        assertThat(woken).containsExactly("good");
        assertThat(Timers.earliest(store)).contains(T.plusSeconds(61));
    }

    @Test
    void shouldCallAPatientInLogLinesByAHashWhenAWakeUpFails() {
        String ladder = "patient-4711\u001fimplicit:patient-4711/RED_FLAG_MRI/1"; // as ladders name theirs
        WakeUp faulty = (id, now) -> {
            throw new IllegalStateException("defect");
        };
        Logger logger = (Logger) LoggerFactory.getLogger(FailureCounts.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        try {
            timers(Budget.UNLIMITED).wake(ladder, T);
            for (int attempt = 0; attempt < 2; attempt++) {
                Timers timers = new Timers(Kind.RECOVERY, store.copy(), Budget.UNLIMITED, failures);
                assertThatThrownBy(() -> timers.fire(T, faulty)).hasMessage("defect");
            }
            timers(Budget.UNLIMITED).fire(T, faulty);
        } finally {
            logger.detachAppender(logged);
        }

        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .contains(LogIds.of("patient-4711"), LogIds.of("implicit:patient-4711/RED_FLAG_MRI/1"))
                        .doesNotContain("4711"));
    }
}
