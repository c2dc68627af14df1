package org.blockwatch.consumer.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.apache.kafka.common.TopicPartition;

/** Whatever order pages come, end, are committed and given up in. */
class OffsetTrackerProperties {

    /** What can happen; the number chooses among what is there. */
    enum Happening {
        COMES,
        ENDS,
        COMMITS,
        COMMIT_FAILS,
        GIVEN_UP
    }

    @Property
    void theCommittedOffsetNeverPassesAnUnfinishedPage(@ForAll("histories") List<Tuple2<Happening, Integer>> history) {
        Play play = new Play();
        for (Tuple2<Happening, Integer> happening : history) {
            play.happens(happening);
            play.underWay.forEach(attempt -> assertThat(
                            play.offsets.getOrDefault(attempt.entry().partition(), 0L))
                    .isLessThanOrEqualTo(attempt.entry().offset()));
        }
    }

    @Property
    void everyFinishedAttemptIsCommittedExactlyOnce(@ForAll("histories") List<Tuple2<Happening, Integer>> history) {
        Play play = new Play();
        history.forEach(play::happens);
        play.finishAll();

        assertThat(play.committed).doesNotHaveDuplicates();
        assertThat(Set.copyOf(play.committed)).isEqualTo(Set.copyOf(play.toBeRecorded));
        assertThat(play.ledger.due().isEmpty()).isTrue();
        play.offsets.forEach((partition, offset) -> assertThat(offset).isEqualTo(play.next.get(partition)));
    }

    @Provide
    Arbitrary<List<Tuple2<Happening, Integer>>> histories() {
        Arbitrary<Happening> happenings = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(Happening.COMES)),
                Tuple.of(8, Arbitraries.just(Happening.ENDS)),
                Tuple.of(3, Arbitraries.just(Happening.COMMITS)),
                Tuple.of(1, Arbitraries.just(Happening.COMMIT_FAILS)),
                Tuple.of(1, Arbitraries.just(Happening.GIVEN_UP)));
        return happenings
                .flatMap(happening -> Arbitraries.integers().between(0, 1_000).map(n -> Tuple.of(happening, n)))
                .list()
                .ofMaxSize(80);
    }

    /** Plays a history against the ledger, with the plainest possible model beside it. */
    private static final class Play {
        final OffsetTracker<String> ledger = new OffsetTracker<>();
        final Map<TopicPartition, Long> next = new HashMap<>();
        final Map<TopicPartition, Long> offsets = new HashMap<>();
        final List<Attempt> underWay = new ArrayList<>();
        final List<Attempt> orphans = new ArrayList<>();
        final List<String> ended = new ArrayList<>();
        final List<String> toBeRecorded = new ArrayList<>();
        final List<String> committed = new ArrayList<>();

        record Attempt(OffsetTracker.Entry entry, String name) {}

        void happens(Tuple2<Happening, Integer> what) {
            int n = what.get2();
            switch (what.get1()) {
                case COMES -> comes(new TopicPartition("pages", n % 3), 1 + n % 2, n % 4);
                case ENDS -> ends(n);
                case COMMITS -> commits();
                case COMMIT_FAILS -> ledger.due();
                case GIVEN_UP -> givenUp(new TopicPartition("pages", n % 3));
            }
        }

        void comes(TopicPartition partition, int attempts, int gap) {
            long offset = next.getOrDefault(partition, 0L) + gap; // transactions leave gaps
            next.put(partition, offset + 1);
            OffsetTracker.Entry entry = ledger.begin(partition, offset, 0);
            for (int attempt = 0; attempt < attempts; attempt++) {
                underWay.add(new Attempt(
                        entry,
                        partition + "/" + offset + "/" + attempt + "/" + toBeRecorded.size() + "/" + underWay.size()
                                + "/" + orphans.size()));
            }
        }

        void ends(int n) {
            if (!orphans.isEmpty() && n % 5 == 0) {
                Attempt orphan = orphans.remove(n % orphans.size());
                ledger.record(orphan.entry(), "given up: " + orphan.name());
                ledger.finish(orphan.entry());
            } else if (!underWay.isEmpty()) {
                Attempt attempt = underWay.remove(n % underWay.size());
                ended.add(attempt.name());
                toBeRecorded.add(attempt.name());
                ledger.record(attempt.entry(), attempt.name());
                if (underWay.stream().noneMatch(other -> other.entry() == attempt.entry())) {
                    ledger.finish(attempt.entry());
                }
            }
        }

        void commits() {
            OffsetTracker.Batch<String> due = ledger.due();
            committed.addAll(due.records());
            offsets.putAll(due.offsets());
            ledger.committed(due);
            ended.clear();
        }

        /** Its pages under way are orphans now, and what has ended of it but is not committed is the next owner's. */
        void givenUp(TopicPartition partition) {
            ledger.giveUp(List.of(partition));
            List<String> lost = ended.stream()
                    .filter(name -> name.startsWith(partition + "/"))
                    .toList();
            toBeRecorded.removeAll(lost);
            ended.removeAll(lost);
            underWay.stream()
                    .filter(attempt -> attempt.entry().partition().equals(partition))
                    .forEach(orphans::add);
            underWay.removeIf(attempt -> attempt.entry().partition().equals(partition));
            offsets.remove(partition);
        }

        void finishAll() {
            while (!underWay.isEmpty()) {
                ends(1);
            }
            commits();
        }
    }
}
