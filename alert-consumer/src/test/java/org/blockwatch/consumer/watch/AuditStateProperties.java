package org.blockwatch.consumer.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.blockwatch.consumer.watch.WatchHarness.Said;
import org.blockwatch.event.PageEvent;

/** Whatever happens on a shift: the auditor misses nothing that is not written, and finds nothing where all is. */
class AuditStateProperties {

    private static final Duration GRACE = Duration.ofMinutes(2);
    private static final Duration PAGE_GRACE = Duration.ofMinutes(3);

    @Property(tries = 300)
    void whereEveryPromiseIsKeptNothingIsFound(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        List<Said> shift = WatchHarness.of(new Random(seed));
        for (int heard = 1; heard <= shift.size(); heard++) {
            AuditState known = heard(shift.subList(0, heard));
            Instant next = heard < shift.size()
                    ? shift.get(heard).at()
                    : shift.get(heard - 1).at();
            assertThat(known.violations(next, GRACE, PAGE_GRACE))
                    .as(() -> WatchHarness.text(shift))
                    .isEmpty();
        }
    }

    @Property(tries = 300)
    void aRecordThatIsNotWrittenIsNoticedOnceTheGraceIsOver(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Random random = new Random(seed);
        List<Said> shift = WatchHarness.of(random);
        List<Integer> owed = IntStream.range(0, shift.size())
                .filter(i -> shift.get(i).isOwed())
                .boxed()
                .toList();
        int missing = owed.get(random.nextInt(owed.size()));
        Said lost = shift.get(missing);
        AuditState known = heard(shift.subList(0, missing));

        assertThat(known.violations(lost.at().plus(PAGE_GRACE).plusMillis(1), GRACE, PAGE_GRACE))
                .as(() -> "without %s in%n%s".formatted(lost, WatchHarness.text(shift)))
                .anyMatch(found -> found.alertId().equals(lost.alertId()));
    }

    @Property(tries = 300)
    void hearingTheWholePastAgainChangesNothing(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        Random random = new Random(seed);
        List<Said> shift = WatchHarness.of(random);
        List<Said> heard = shift.subList(0, 1 + random.nextInt(shift.size()));
        Instant later = heard.get(heard.size() - 1).at().plus(Duration.ofHours(1));
        AuditState once = heard(heard);
        AuditState twice = heard(heard);
        heard.forEach(said -> said.tell(twice));

        assertThat(twice.violations(later, GRACE, PAGE_GRACE))
                .containsExactlyInAnyOrderElementsOf(once.violations(later, GRACE, PAGE_GRACE));
    }

    /** Between topics there is no order: the trail may be heard long before the alerts and the answers are. */
    @Property(tries = 300)
    void theOrderBetweenTopicsChangesNothing(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        List<Said> shift = WatchHarness.of(new Random(seed));
        Instant end = shift.get(shift.size() - 1).at();
        List<Said> trailFirst = new ArrayList<>(shift);
        Collections.sort(
                trailFirst,
                (a, b) -> Boolean.compare(b.record() instanceof PageEvent, a.record() instanceof PageEvent));

        assertThat(heard(trailFirst).violations(end, GRACE, PAGE_GRACE)).isEmpty();
    }

    private static AuditState heard(List<Said> records) {
        AuditState known = new AuditState();
        records.forEach(said -> said.tell(known));
        return known;
    }
}
